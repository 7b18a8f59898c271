"""What the made-up newsroom of the gallery says: once in a script that runs to the right, once in one to the left."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    """All words of one language. Names hold an apostrophe, letters with marks and more than one script."""

    lang: str
    dir: str
    paper: str
    strap: str
    sections: tuple[str, ...]
    policies: tuple[str, ...]
    kicker: str
    headline: str
    long_headline: str
    standfirst: str
    dateline: str
    names: tuple[str, ...]
    role: str
    about: str
    topics: tuple[str, ...]
    paragraphs: tuple[str, ...]
    rich: str
    crosshead: str
    caption: str
    alt: str
    credit: str
    quote: str
    points: tuple[str, ...]
    fact: str
    correction: str
    benefits: tuple[str, ...]
    wall_line: str
    wall_heading: str
    newsletters: tuple[tuple[str, str, str], ...]
    email: str
    password: str
    first_name: str
    last_name: str
    code: str
    age: str
    hint: str
    email_wrong: str
    password_wrong: str
    name_wrong: str
    age_wrong: str
    code_wrong: str
    one_problem: str
    problems: str
    status: tuple[str, str, str, str]
    query: str


ENGLISH = Words(
    lang="en",
    dir="ltr",
    paper="The Example Gazette",
    strap="Everything here is made up, and looked at every day",
    sections=("News", "Town", "Business", "Coast and country", "Culture", "Sport"),
    policies=("Terms of use", "Cookie policy", "Privacy notice"),
    kicker="The river",
    headline="The ferry that would not sink comes home",
    long_headline=(
        "After forty-one years, three inquiries, two referendums and one very patient harbour master, the council votes"
        " to keep the ferry, the bridge and the internationally misunderstood tidal lighthouse"
    ),
    standfirst="She left on a Tuesday and was expected on the Thursday. The town kept a lamp lit all the same.",
    dateline="Ferry Steps",
    names=("Siobhán O’Dwyer", "Nguyễn Minh Châu", "ليلى الخطيب"),
    role="Harbour correspondent",
    about="Writes about boats, and about the people who wait for them.",
    topics=("The port", "Local history"),
    paragraphs=(
        "The first to see her was a child of nine, who said nothing because nobody had asked. By the time the bell"
        " rang there were two hundred people on the steps, and a dog that belonged to none of them.",
        "She came in under the bridge with eleven inches to spare. The pilot, who had brought her out as a young man,"
        " took off his cap as she passed the light.",
        "“You do not steer a boat like that,” he said. “You ask her, and then you wait.”",
    ),
    rich=(
        '<p>A paragraph with <b>words that weigh more</b>, <i>words that lean</i> and <a href="/news/">a link</a>.</p>'
        "<ul><li>One thing</li><li>Another, which is long enough to run on to a second line on a telephone</li></ul>"
        "<ol><li>First this</li><li>then that</li></ol><blockquote>A sentence somebody wrote down.</blockquote>"
    ),
    crosshead="What the tide left",
    caption="The ferry below the bridge, early on Thursday.",
    alt="A small white ferry passes under an iron bridge",
    credit="Ines Falk-O’Hara",
    quote="You do not steer a boat like that. You ask her, and then you wait.",
    points=("She was away for two days", "Nobody was hurt", "The lamp burned 61 litres of oil"),
    fact="<p>Built in 1931, she has carried <b>four million</b> people and one elephant.</p>",
    correction="An earlier version gave the number of elephants as two.",
    benefits=("Five Premium articles each month", "Newsletters you choose", "Comment, and follow other readers"),
    wall_line="From the investigations desk",
    wall_heading="Read how the lighthouse was paid for, and who paid",
    newsletters=(
        ("First Tide", "What moves in the harbour and the town today.", "Weekdays at 7am"),
        ("The Long Weekend", "What to read, see and eat.", "Fridays at 4pm"),
    ),
    email="Email address",
    password="Password",
    first_name="First name",
    last_name="Last name",
    code="Six-digit code",
    age="I am 18 or over",
    hint="6 characters or more, with a capital letter, a small letter and a number. Three short words work well.",
    email_wrong="Enter your email address, like name@example.com",
    password_wrong="Your password still needs: a capital letter and a number",
    name_wrong="Enter your first name",
    age_wrong="Tick to confirm that you are 18 or over",
    code_wrong="That code does not match. Check the latest email",
    one_problem="One answer needs another look",
    problems="3 answers need another look",
    status=(
        "Versions of this page are kept.",
        "Your password is changed.",
        "This page was open a long time.",
        "We could not reach the server. Your answers are still here: press the button once more.",
    ),
    query="lighthouse",
)

ARABIC = Words(
    lang="ar",
    dir="rtl",
    paper="جريدة المثال",
    strap="كل ما هنا من نسج الخيال، ونراجعه كل يوم",
    sections=("أخبار", "المدينة", "أعمال", "الساحل والريف", "ثقافة", "رياضة"),
    policies=("شروط الاستخدام", "سياسة ملفات الارتباط", "إشعار الخصوصية"),
    kicker="النهر",
    headline="العبّارة التي أبت أن تغرق تعود إلى الميناء",
    long_headline=(
        "بعد إحدى وأربعين سنة وثلاثة تحقيقات واستفتاءين وصبر طويل من رئيس الميناء، المجلس يصوّت للإبقاء على العبّارة"
        " والجسر ومنارة المدّ التي أساء العالم كله فهمها"
    ),
    standfirst="غادرت يوم ثلاثاء وكان موعد عودتها الخميس. ومع ذلك أبقت المدينة المصباح مضاءً.",
    dateline="درج العبّارة",
    names=("ليلى الخطيب", "Siobhán O’Dwyer", "Nguyễn Minh Châu"),
    role="مراسلة الميناء",
    about="تكتب عن القوارب وعن الناس الذين ينتظرونها.",
    topics=("الميناء", "تاريخ المدينة"),
    paragraphs=(
        "أول من رآها طفلة في التاسعة لم تقل شيئًا لأن أحدًا لم يسألها. وحين دقّ الجرس كان على الدرج مئتا شخص وكلبٌ لا"
        " صاحب له بينهم.",
        "مرّت تحت الجسر ولم يبقَ فوقها سوى شبر واحد. وخلع المرشد، الذي أخرجها شابًّا، قبعته حين حاذت المنارة.",
        "قال: «مثل هذه السفينة لا تُقاد. تسألها ثم تنتظر».",
    ),
    rich=(
        '<p>فقرة فيها <b>كلمات أثقل</b> و<i>كلمات أخرى</i> و<a href="/news/">رابط</a> وكلمة Standfirst بينها.</p>'
        "<ul><li>شيء أول</li><li>وشيء آخر طويل بما يكفي ليمتدّ إلى سطر ثانٍ على الهاتف</li></ul>"
        "<ol><li>هذا أولًا</li><li>ثم ذاك</li></ol><blockquote>جملة كتبها أحدهم.</blockquote>"
    ),
    crosshead="ما تركه المدّ",
    caption="العبّارة تحت الجسر، صباح الخميس.",
    alt="عبّارة بيضاء صغيرة تمرّ تحت جسر من حديد",
    credit="Ines Falk-O’Hara",
    quote="مثل هذه السفينة لا تُقاد. تسألها ثم تنتظر.",
    points=("غابت يومين", "لم يُصب أحد", "أحرق المصباح 61 لترًا من الزيت"),
    fact="<p>بُنيت عام 1931 وحملت <b>أربعة ملايين</b> راكب وفيلًا واحدًا.</p>",
    correction="ذكرت نسخة سابقة أن عدد الفيلة اثنان.",
    benefits=("خمس مقالات مميزة كل شهر", "نشرات تختارها", "علّق وتابع قرّاء آخرين"),
    wall_line="من قسم التحقيقات",
    wall_heading="اقرأ كيف دُفع ثمن المنارة، ومن الذي دفع",
    newsletters=(
        ("المدّ الأول", "ما يجري اليوم في الميناء والمدينة.", "كل يوم عمل في السابعة صباحًا"),
        ("نهاية الأسبوع", "ما يُقرأ ويُشاهد ويؤكل.", "الجمعة في الرابعة عصرًا"),
    ),
    email="البريد الإلكتروني",
    password="كلمة السر",
    first_name="الاسم الأول",
    last_name="اسم العائلة",
    code="رمز من ستة أرقام",
    age="عمري 18 سنة أو أكثر",
    hint="ستة أحرف أو أكثر، فيها حرف كبير وحرف صغير ورقم. ثلاث كلمات قصيرة تكفي.",
    email_wrong="اكتب بريدك الإلكتروني، مثل name@example.com",
    password_wrong="ما زالت كلمة السر تحتاج إلى: حرف كبير ورقم",
    name_wrong="اكتب اسمك الأول",
    age_wrong="ضع علامة لتأكيد أن عمرك 18 سنة أو أكثر",
    code_wrong="الرمز لا يطابق. انظر في آخر رسالة",
    one_problem="جواب واحد يحتاج إلى نظرة أخرى",
    problems="ثلاثة أجوبة تحتاج إلى نظرة أخرى",
    status=(
        "نحتفظ بنسخ هذه الصفحة.",
        "تغيّرت كلمة السر.",
        "بقيت هذه الصفحة مفتوحة وقتًا طويلًا.",
        "لم نتمكن من الوصول إلى الخادم. أجوبتك ما زالت هنا: اضغط الزر مرة أخرى.",
    ),
    query="منارة",
)

LANGUAGES = {words.lang: words for words in (ENGLISH, ARABIC)}
