"""Every setting, read once at start. Code asks ``django.conf.settings``, never the environment."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
import dj_email_url
from django.core.exceptions import ImproperlyConfigured

from standfirst import env
from standfirst.access.cookies import CookieNames
from standfirst.frontdoor.resolving import resolver_of
from standfirst.secret import secret_key
from standfirst.sqlite import use_sound_sqlite

use_sound_sqlite()

PACKAGE = Path(__file__).resolve().parent

# --- The site -------------------------------------------------------------------------------------------------------

STANDFIRST_DATA = env.folder("STANDFIRST_DATA", Path("var/standfirst"))
STANDFIRST_SITE_URL = env.text("STANDFIRST_SITE_URL", "http://127.0.0.1:8000").rstrip("/")
STANDFIRST_SITE = urlsplit(STANDFIRST_SITE_URL)
if STANDFIRST_SITE.scheme not in {"http", "https"} or not STANDFIRST_SITE.hostname or STANDFIRST_SITE.path:
    raise ImproperlyConfigured("STANDFIRST_SITE_URL must be like https://news.example, without a path.")
STANDFIRST_HTTPS = STANDFIRST_SITE.scheme == "https"
STANDFIRST_DEMO = env.flag("STANDFIRST_DEMO", False)
DEBUG = env.flag("STANDFIRST_DEBUG", False)

SECRET_KEY = secret_key(STANDFIRST_DATA)
SECRET_KEY_FALLBACKS = env.words("STANDFIRST_SECRET_KEY_FALLBACKS")

ALLOWED_HOSTS = [STANDFIRST_SITE.hostname, *env.words("STANDFIRST_ALLOWED_HOSTS")]
if STANDFIRST_SITE.hostname == "127.0.0.1":
    ALLOWED_HOSTS.append("localhost")
CSRF_TRUSTED_ORIGINS = [STANDFIRST_SITE_URL]
# Addresses of the reverse proxies whose X-Forwarded-For is believed. Nobody else's is.
STANDFIRST_TRUSTED_PROXIES = env.words("STANDFIRST_TRUSTED_PROXIES")

# Who is asked what the address of a search engine's crawler is called.
STANDFIRST_RESOLVER = env.text("STANDFIRST_RESOLVER", "system")
try:
    resolver_of(STANDFIRST_RESOLVER)
except ValueError as error:
    raise ImproperlyConfigured(f"STANDFIRST_RESOLVER {error}.") from None

# --- Rooms ----------------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "standfirst.theme",
    "standfirst.access",
    "standfirst.generations",
    "standfirst.mail",
    "standfirst.readers",
    "standfirst.newsroom",
    "standfirst.newsletters",
    "standfirst.audience",
    "standfirst.importers",
    "standfirst.demo",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "standfirst.frontdoor.middleware.SecurityHeadersMiddleware",
    "standfirst.audience.middleware.CountingMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "standfirst.access.middleware.ReaderPassMiddleware",
    # Inside the one above, so that its redirects to the address with a slash are kept by nobody.
    "django.middleware.common.CommonMiddleware",
    "standfirst.readers.forgery.FetchMetadataCsrfMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "standfirst.refusals.RefusalMiddleware",
    "standfirst.readers.welcome.WelcomeMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "standfirst.urls"
ASGI_APPLICATION = "standfirst.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "standfirst.newsroom.context.publication",
                "standfirst.readers.welcome.context",
                "standfirst.theme.light.context",
            ],
        },
    },
]

# --- What is kept ---------------------------------------------------------------------------------------------------

_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;"
    " PRAGMA mmap_size=134217728; PRAGMA cache_size=-16000;"
)
DATABASES = {
    "default": dj_database_url.parse(env.text("DATABASE_URL", f"sqlite:///{STANDFIRST_DATA / 'standfirst.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE: a transaction that will write takes its place in the queue at once, so none fails half-way as "locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 5,
        "init_command": _SQLITE_PRAGMAS,
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = STANDFIRST_DATA / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = STANDFIRST_DATA / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "standfirst.static_files.StaticStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_MAX_AGE = 60

TASKS = {
    "default": {
        "BACKEND": {
            "database": "django_tasks_db.DatabaseBackend",
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
        }[env.choice("STANDFIRST_TASKS", "database", ("database", "immediate"))],
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# --- Limits of a request --------------------------------------------------------------------------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Bytes of ready pages that one web process keeps in memory.
STANDFIRST_ENTRY_BYTES = env.whole("STANDFIRST_ENTRY_MEGABYTES", 64, least=1) * 1024 * 1024
# Days for which it is kept what was decided at articles, in numbers and of nobody; 0: nothing is.
STANDFIRST_DECISIONS_DAYS = env.whole("STANDFIRST_DECISIONS_DAYS", 90)

# --- Audience -------------------------------------------------------------------------------------------------------

# Days for which the figures of the audience are kept; they hold nothing of a reader.
STANDFIRST_FIGURES_DAYS = env.whole("STANDFIRST_FIGURES_DAYS", 730, least=1)

# --- Readers, sessions, sign-in -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "readers.Reader"
AUTHENTICATION_BACKENDS = ["standfirst.readers.backend.LimitedBackend"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "standfirst.readers.rules_for_django.PasswordRules"}]
PASSWORD_RESET_TIMEOUT = 3_600  # seconds
PASSWORD_HASHERS = [
    "standfirst.readers.hashing.PooledArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
STANDFIRST_COOKIES = CookieNames.for_site(secure=STANDFIRST_HTTPS)
SESSION_COOKIE_NAME = STANDFIRST_COOKIES.session
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = STANDFIRST_HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=env.whole("STANDFIRST_SESSION_DAYS", 90, least=1)).total_seconds())
CSRF_COOKIE_NAME = "__Host-sf_csrf" if STANDFIRST_HTTPS else "sf_csrf"
CSRF_COOKIE_HTTPONLY = False  # Wagtail's admin reads the token from the cookie.
CSRF_FAILURE_VIEW = "standfirst.readers.forgery.refused"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/account/"

# The rules of the registration form. A rule that is off is neither shown nor checked.
STANDFIRST_PASSWORD_RULE = env.choice("STANDFIRST_PASSWORD_RULE", "mixed", ("mixed", "length"))
# Characters; where length is all that is asked, it is asked for in full (NIST SP 800-63B-4 §3.1.1.2).
STANDFIRST_PASSWORD_MIN = env.whole(
    "STANDFIRST_PASSWORD_MIN", 6 if STANDFIRST_PASSWORD_RULE == "mixed" else 15, least=1
)
STANDFIRST_PASSWORD_COMMON = env.flag("STANDFIRST_PASSWORD_COMMON", True)
STANDFIRST_PASSWORD_OWN = env.flag("STANDFIRST_PASSWORD_OWN", True)
STANDFIRST_NAME_MAX = env.whole("STANDFIRST_NAME_MAX", 40, least=1)
STANDFIRST_NAME_LETTERS = env.flag("STANDFIRST_NAME_LETTERS", True)
STANDFIRST_MIN_AGE = env.whole("STANDFIRST_MIN_AGE", 18)  # years; 0: not asked
STANDFIRST_BOT_CHECK = env.choice("STANDFIRST_BOT_CHECK", "none", ("none",))
# What programs show that grant and end subscriptions; without any, that API is not there.
STANDFIRST_API_TOKENS = env.words("STANDFIRST_API_TOKENS")
if any(len(token) < 32 for token in STANDFIRST_API_TOKENS):
    raise ImproperlyConfigured("STANDFIRST_API_TOKENS: each token must have at least 32 characters.")

ACCOUNT_ADAPTER = "standfirst.readers.adapter.ReaderAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_RATE_LIMITS = (
    False  # readers.limits counts exactly and stands in front of the hash; two limiters would disagree.
)

# --- Mail -----------------------------------------------------------------------------------------------------------

_mail = dj_email_url.parse(env.text("EMAIL_URL", "console:"))
EMAIL_BACKEND = "standfirst.demo.mailbox.MailboxBackend" if STANDFIRST_DEMO else _mail["EMAIL_BACKEND"]
EMAIL_HOST, EMAIL_PORT = _mail.get("EMAIL_HOST", "localhost"), _mail.get("EMAIL_PORT", 25)
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_USER", ""), _mail.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS, EMAIL_USE_SSL = _mail.get("EMAIL_USE_TLS", False), _mail.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 30
EMAIL_FILE_PATH = str(STANDFIRST_DATA / "mail")
STANDFIRST_MAIL_FROM = DEFAULT_FROM_EMAIL = env.text(
    "STANDFIRST_MAIL_FROM", f"Newsroom <newsroom@{STANDFIRST_SITE.hostname}>"
)

# --- Language and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("ar", "العربية")]
LOCALE_PATHS = [PACKAGE / "theme" / "locale"]
TIME_ZONE = env.text("STANDFIRST_TIME_ZONE", "Europe/London")
USE_I18N = USE_TZ = True

# --- Wagtail: nothing of it calls a third party -----------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Standfirst"
WAGTAILADMIN_BASE_URL = STANDFIRST_SITE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, object]] = []
# "simple": articles are in many languages, and PostgreSQL would leave out English stop words in all of them.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "standfirst.newsroom.search_backend", "SEARCH_CONFIG": "simple"}}
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "standfirst.newsroom.picture_form.PictureForm"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 60_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"bmp": "jpeg", "webp": "webp"}
WAGTAIL_PASSWORD_REQUIRED_TEMPLATE = "readers/page_password.html"
WAGTAILDOCS_PASSWORD_REQUIRED_TEMPLATE = "readers/document_password.html"
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILADMIN_COMMENTS_ENABLED = True
# Staff change and reset their password where readers do: there the limits and the mails are ours. In the admin whoever
# sits at a browser left open could try what the old one is as often as they like.
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- Logs -----------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("STANDFIRST_LOG_LEVEL", "WARNING")},
    # At DEBUG these two write down what a page or a query is made of: names, addresses, links of mails.
    # What staff look at of a reader is kept whatever the level of the rest.
    "loggers": {
        "django.template": {"level": "INFO"},
        "django.db.backends": {"level": "INFO"},
        "standfirst.staff": {"level": "INFO"},
    },
}
