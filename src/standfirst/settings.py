"""Every setting, read once at start. Code asks ``django.conf.settings``, never the environment."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import dj_email_url
from django.core.exceptions import ImproperlyConfigured

from standfirst import env, sign_in_providers
from standfirst.access.cookies import CookieNames
from standfirst.databases.configuring import database_at
from standfirst.frontdoor.guests import CHECKS
from standfirst.frontdoor.resolving import resolver_of
from standfirst.secret import secret_key
from standfirst.sqlite import use_sound_sqlite
from standfirst.third_parties import read_third_parties

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

# Accounts elsewhere that sign in here, by name; none: nobody else is ever asked.
STANDFIRST_SIGN_IN_WITH = sign_in_providers.names()

INSTALLED_APPS = [
    "standfirst.theme",
    "standfirst.access",
    "standfirst.generations",
    "standfirst.mail",
    "standfirst.live",
    "standfirst.readers",
    "standfirst.rights",
    "standfirst.provider",
    "standfirst.desk",
    "standfirst.newsroom",
    "standfirst.newsletters",
    "standfirst.discussion",
    "standfirst.audience",
    "standfirst.importers",
    "standfirst.demo",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "standfirst.desk.staff_users.StaffUsersConfig",
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
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    *sign_in_providers.apps(STANDFIRST_SIGN_IN_WITH),
    "allauth.idp.oidc",
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
    "standfirst.frontdoor.compressing.CompressedPagesMiddleware",
    "standfirst.frontdoor.middleware.SecurityHeadersMiddleware",
    "standfirst.audience.middleware.CountingMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "standfirst.readers.noted_requests.NotedRequestsMiddleware",
    "standfirst.access.middleware.ReaderPassMiddleware",
    # Inside the one above, so that its redirects to the address with a slash are kept by nobody.
    "django.middleware.common.CommonMiddleware",
    "standfirst.readers.forgery.FetchMetadataCsrfMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "standfirst.refusals.RefusalMiddleware",
    "standfirst.readers.staff_door.StaffDoorMiddleware",
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
                "standfirst.readers.appearance.context",
                "standfirst.readers.account_rooms.context",
                "standfirst.readers.cookie_choices.context",
            ],
        },
    },
]

# --- What is kept ---------------------------------------------------------------------------------------------------

DATABASES = {"default": database_at(env.text("DATABASE_URL", f"sqlite:///{STANDFIRST_DATA / 'standfirst.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MEDIA_ROOT = STANDFIRST_DATA / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = STANDFIRST_DATA / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What nobody fetches by its address: readers' archives.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": STANDFIRST_DATA / "private",
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
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
            "database": "standfirst.mail.task_rows.TaskRows",
            "immediate": "django_tasks.backends.immediate.ImmediateBackend",
        }[env.choice("STANDFIRST_TASKS", "database", ("database", "immediate"))],
    }
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# What a publisher adds of others: a TOML file that lists them. Readers are asked before anything of them loads.
STANDFIRST_THIRD_PARTIES = read_third_parties(env.text("STANDFIRST_THIRD_PARTIES", ""))

# --- Limits of a request --------------------------------------------------------------------------------------------

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# Bytes of ready pages that one web process keeps in memory.
STANDFIRST_ENTRY_BYTES = env.whole("STANDFIRST_ENTRY_MEGABYTES", 64, least=1) * 1024 * 1024
# Browsers that may listen to one web process, in all and from one address; 0 in all: they ask now and then instead.
STANDFIRST_LIVE_LISTENERS = env.whole("STANDFIRST_LIVE_LISTENERS", 4_000)
STANDFIRST_LIVE_LISTENERS_PER_ADDRESS = env.whole("STANDFIRST_LIVE_LISTENERS_PER_ADDRESS", 200, least=1)
# Days for which it is kept what was decided at articles, in numbers and of nobody; 0: nothing is.
STANDFIRST_DECISIONS_DAYS = env.whole("STANDFIRST_DECISIONS_DAYS", 90)

# --- Audience -------------------------------------------------------------------------------------------------------

# Days for which the figures of the audience are kept; they hold nothing of a reader.
STANDFIRST_FIGURES_DAYS = env.whole("STANDFIRST_FIGURES_DAYS", 730, least=1)

# --- Conversations --------------------------------------------------------------------------------------------------

# Whether readers write under first and last name, or may choose a pen name.
STANDFIRST_COMMENT_NAMES = env.choice("STANDFIRST_COMMENT_NAMES", "full", ("full", "pen"))
# Minutes in which a reader may change a comment.
STANDFIRST_COMMENT_EDIT_MINUTES = env.whole("STANDFIRST_COMMENT_EDIT_MINUTES", 5)
# Hosts of the publisher's other sites, whose pages can have conversations here.
STANDFIRST_CONVERSATION_HOSTS = [host.lower() for host in env.words("STANDFIRST_CONVERSATION_HOSTS")]
# Days for which moderators can still see what its author deleted, and what it said before it was edited.
STANDFIRST_KEEP_DELETED_COMMENTS_DAYS = env.whole("STANDFIRST_KEEP_DELETED_COMMENTS_DAYS", 30, least=1)

# --- Readers, sessions, sign-in -------------------------------------------------------------------------------------

AUTH_USER_MODEL = "readers.Reader"
AUTHENTICATION_BACKENDS = ["standfirst.readers.backend.LimitedBackend"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "standfirst.readers.rules_for_django.PasswordRules"}]
PASSWORD_RESET_TIMEOUT = 3_600  # seconds
PASSWORD_HASHERS = [
    "standfirst.readers.hashing.PooledArgon2Hasher",
    # What was brought in from elsewhere, until its reader signs in.
    "standfirst.readers.foreign_hashes.PooledPBKDF2Hasher",
    "standfirst.readers.foreign_hashes.PooledPBKDF2SHA1Hasher",
    "standfirst.readers.foreign_hashes.PooledScryptHasher",
    "standfirst.readers.foreign_hashes.BcryptHasher",
    "standfirst.readers.foreign_hashes.DjangoBcryptHasher",
    "standfirst.readers.foreign_hashes.WordPressHasher",
    "standfirst.readers.foreign_hashes.PhpassHasher",
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
# Whether registering asks about the publication's own offers by mail: not, by a tick that wants them, or by one that
# refuses them, which is for publications whose readers are customers (PECR regulation 22(3)).
STANDFIRST_MARKETING = env.choice("STANDFIRST_MARKETING", "none", ("none", "opt-in", "soft-opt-in"))
STANDFIRST_MARKETING_WORDS = env.text("STANDFIRST_MARKETING_WORDS", "").strip()
# How the forms of strangers tell people from programs, besides a decoy and limits, which are there always.
STANDFIRST_BOT_CHECK = env.choice("STANDFIRST_BOT_CHECK", "altcha", CHECKS)
# Hashes of the slowest challenge of our own check.
STANDFIRST_BOT_CHECK_COST = env.whole("STANDFIRST_BOT_CHECK_COST", 200_000, least=1_000)
# What the provider of another check has given the publisher.
STANDFIRST_BOT_CHECK_SITE_KEY = env.text("STANDFIRST_BOT_CHECK_SITE_KEY", "").strip()
STANDFIRST_BOT_CHECK_SECRET = env.text("STANDFIRST_BOT_CHECK_SECRET", "").strip()
STANDFIRST_BOT_CHECK_SCORE = env.share("STANDFIRST_BOT_CHECK_SCORE", 0.5)
STANDFIRST_BOT_CHECK_VERIFY_URL = env.text("STANDFIRST_BOT_CHECK_VERIFY_URL", "").strip()
STANDFIRST_BOT_CHECK_WHEN_DOWN = env.choice("STANDFIRST_BOT_CHECK_WHEN_DOWN", "open", ("open", "closed"))
# Registrations an hour, of everybody together, that come without what the check wants: without script, for one.
STANDFIRST_BOT_CHECK_UNPROVED = env.whole("STANDFIRST_BOT_CHECK_UNPROVED", 60)
if STANDFIRST_BOT_CHECK not in {"none", "altcha"}:
    for _name, _given in {
        "STANDFIRST_BOT_CHECK_SITE_KEY": STANDFIRST_BOT_CHECK_SITE_KEY,
        "STANDFIRST_BOT_CHECK_SECRET": STANDFIRST_BOT_CHECK_SECRET,
    }.items():
        if not _given:
            raise ImproperlyConfigured(f"{_name} must be set for STANDFIRST_BOT_CHECK={STANDFIRST_BOT_CHECK}.")
if STANDFIRST_BOT_CHECK_VERIFY_URL and urlsplit(STANDFIRST_BOT_CHECK_VERIFY_URL).scheme not in {"http", "https"}:
    raise ImproperlyConfigured("STANDFIRST_BOT_CHECK_VERIFY_URL must be like https://proxy.example/siteverify.")
# Addresses of domains that give them away for minutes; a publisher's own additions and exceptions.
STANDFIRST_DISPOSABLE_REFUSED = env.flag("STANDFIRST_DISPOSABLE_REFUSED", True)
STANDFIRST_DISPOSABLE_ALSO = env.words("STANDFIRST_DISPOSABLE_ALSO")
STANDFIRST_DISPOSABLE_NEVER = env.words("STANDFIRST_DISPOSABLE_NEVER")
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
# readers.limits counts exactly and stands in front of the hash; two limiters would disagree.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
# Whoever gets into the admin shows a second factor, and shows it again after an hour without a request, or a day.
STANDFIRST_STAFF_SECOND_FACTOR = env.flag("STANDFIRST_STAFF_SECOND_FACTOR", not (STANDFIRST_DEMO or DEBUG))
MFA_ADAPTER = "standfirst.readers.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_TOTP_TOLERANCE = 1  # periods of 30 seconds before and after: the clocks of telephones
MFA_PASSKEY_LOGIN_ENABLED = True
SOCIALACCOUNT_ADAPTER = "standfirst.readers.other_doors.OtherDoors"
SOCIALACCOUNT_PROVIDERS = sign_in_providers.settings_of(STANDFIRST_SIGN_IN_WITH)
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"  # who is connected has an account, and so a confirmed address
SOCIALACCOUNT_STORE_TOKENS = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = STANDFIRST_SITE.scheme

# --- Readers' rights ------------------------------------------------------------------------------------------------

# Days. What is kept for how long, and why: docs/how-to/data-rights.md.
STANDFIRST_ARCHIVE_DAYS = env.whole("STANDFIRST_ARCHIVE_DAYS", 7, least=1)
STANDFIRST_ERASE_AFTER_DAYS = env.whole("STANDFIRST_ERASE_AFTER_DAYS", 7)
# Longer than any allowance counts (366 days): what is forgotten sooner would be given a second time.
STANDFIRST_KEEP_UNLOCKS_DAYS = env.whole("STANDFIRST_KEEP_UNLOCKS_DAYS", 400, least=367)
# For the rest 0 is for ever.
STANDFIRST_KEEP_SUBSCRIPTIONS_DAYS = env.whole("STANDFIRST_KEEP_SUBSCRIPTIONS_DAYS", 2_190)
STANDFIRST_KEEP_NOTES_DAYS = env.whole("STANDFIRST_KEEP_NOTES_DAYS", 730)
STANDFIRST_KEEP_BANS_DAYS = env.whole("STANDFIRST_KEEP_BANS_DAYS", 730)
STANDFIRST_KEEP_MODERATION_DAYS = env.whole("STANDFIRST_KEEP_MODERATION_DAYS", 1_095)
STANDFIRST_KEEP_LOOKS_DAYS = env.whole("STANDFIRST_KEEP_LOOKS_DAYS", 365)
STANDFIRST_KEEP_ERASURES_DAYS = env.whole("STANDFIRST_KEEP_ERASURES_DAYS", 1_095)
STANDFIRST_KEEP_NOTICES_DAYS = env.whole("STANDFIRST_KEEP_NOTICES_DAYS", 180)
STANDFIRST_KEEP_DORMANT_DAYS = env.whole("STANDFIRST_KEEP_DORMANT_DAYS", 0)

# --- Conversations ----------------------------------------------------------------------------------------------------

# Seconds after which a web process looks whether the rules, the words or the model of moderation have changed.
STANDFIRST_RULES_SECONDS = 2
# A program of the publisher's that is asked about every comment before it is shown; what it shares with us to sign.
STANDFIRST_COMMENT_HOOK = env.text("STANDFIRST_COMMENT_HOOK", "").strip()
STANDFIRST_COMMENT_HOOK_SECRET = env.text("STANDFIRST_COMMENT_HOOK_SECRET", "").strip()
STANDFIRST_COMMENT_HOOK_SECONDS = env.whole("STANDFIRST_COMMENT_HOOK_SECONDS", 5, least=1)
# Whether that program stands on this machine or in a private network; else such an address is not called.
STANDFIRST_COMMENT_HOOK_INSIDE = env.flag("STANDFIRST_COMMENT_HOOK_INSIDE", False)
if STANDFIRST_COMMENT_HOOK:
    _hook = urlsplit(STANDFIRST_COMMENT_HOOK)
    if _hook.scheme not in {"http", "https"} or not _hook.hostname or "@" in _hook.netloc:
        raise ImproperlyConfigured("STANDFIRST_COMMENT_HOOK must be like https://checks.example/comment.")
    if len(STANDFIRST_COMMENT_HOOK_SECRET) < 32:
        raise ImproperlyConfigured("STANDFIRST_COMMENT_HOOK_SECRET must have at least 32 characters.")

# --- Sign-in for other sites ------------------------------------------------------------------------------------------

# The keys that sign what connected sites are told, for many machines; without it they are kept in the data folder.
STANDFIRST_OPENID_KEYS = env.text("STANDFIRST_OPENID_KEYS", "").strip()
IDP_OIDC_ADAPTER = "standfirst.provider.adapter.ProviderAdapter"
IDP_OIDC_ACCESS_TOKEN_EXPIRES_IN = 3_600  # seconds; what a site may still ask about somebody who has left it
IDP_OIDC_ID_TOKEN_EXPIRES_IN = 300

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

# The hour of a reader's own day at which notices go that they want once a day.
STANDFIRST_DIGEST_HOUR = env.whole("STANDFIRST_DIGEST_HOUR", 7)
if STANDFIRST_DIGEST_HOUR not in range(24):
    raise ImproperlyConfigured("STANDFIRST_DIGEST_HOUR must be an hour from 0 to 23.")

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
# Staff sign in, and change or reset their password and address, where readers do: there the limits, the second factor,
# the proof and the mails are ours.
WAGTAILADMIN_LOGIN_URL = "/sign-in/"
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
SILENCED_SYSTEM_CHECKS: list[str] = []

# --- Logs -----------------------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "standfirst.security_log.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("STANDFIRST_LOG_LEVEL", "WARNING")},
    # At DEBUG these write down what a page, a query or a token is made of: names, addresses, links of mails, codes.
    # What matters for security is kept whatever the level of the rest.
    "loggers": {
        "django.template": {"level": "INFO"},
        "django.db.backends": {"level": "INFO"},
        "oauthlib": {"level": "INFO"},
        "standfirst.staff": {"level": "INFO"},
        "standfirst.security": {"level": "INFO"},
    },
}
