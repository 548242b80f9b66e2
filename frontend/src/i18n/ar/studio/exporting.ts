export const exporting = {
  groups: {
    tables: 'جداول',
    catalogues: 'فهارس',
    speech: 'كلام',
    learning: 'تدريب',
    annotation: 'وسم',
  },
  question: 'وسم السؤال',
  firstQuestion: 'أول سؤال مناسب',
  media: 'مع التسجيلات',
  mediaSize: (size: string) => `يُنسخ أو يُقص نحو ${size}.`,
  mediaAlways: (size: string) => `تأتي التسجيلات معه: نحو ${size}.`,
  tiers: 'الطبقات',
  allTiers: 'الكل',
  tierNames: {
    items: 'العناصر',
    turns: 'الأدوار',
    words: 'الكلمات',
    labels: 'الوسوم',
    raters: 'المقيّمون',
  } as Record<string, string>,
  preparing: (seconds: number) => `يُحضَّر الملف منذ ${String(seconds)} ث. يبدأ التنزيل حين يجهز.`,
  ready: 'بدأ التنزيل.',
  noAnswer: 'لم يصل ملف. أعد المحاولة، أو اسأل مديرًا عما يقوله الخادم.',
  formats: {
    parquet: {
      title: 'Parquet',
      about: 'أعمدة بأنواعها، مضغوطة؛ لـ pandas وpolars وDuckDB وR.',
      loses: 'لا يضيع شيء.',
    },
    csv: {
      title: 'CSV',
      about: 'لكل برامج الجداول والإحصاء.',
      loses: 'يضيع: أنواع الأعمدة؛ والنص الفارغ والناقص يتشابهان.',
    },
    jsonl: {
      title: 'JSON lines',
      about: 'كائن لكل صف؛ تبقى التوزيعات والقوائم متداخلة.',
      loses: 'يضيع: أنواع الأعداد.',
    },
    croissant: {
      title: 'Croissant',
      about: 'Parquet موصوف لتعلّم الآلة، مع حقول الذكاء الاصطناعي المسؤول.',
      loses: 'لا يشمل الوصف الأعمدة ذات الأجزاء؛ وهي في الجداول.',
    },
    frictionless: {
      title: 'Frictionless',
      about: 'CSV بأعمدة محددة النوع وموصوفة ومترابطة.',
      loses: 'يضيع: النص الفارغ والناقص يتشابهان.',
    },
    'ro-crate': {
      title: 'RO-Crate',
      about: 'CSV على هيئة كائن بحثي تقبله دور الحفظ.',
      loses: 'يضيع: أنواع الأعمدة.',
    },
    audformat: {
      title: 'audformat',
      about: 'قاعدة بيانات بعمود لكل مقيّم، ينشرها audb.',
      loses: 'الإجابات ذات الأجزاء نص JSON.',
    },
    lhotse: {
      title: 'Lhotse',
      about: 'تسجيلات ومقاطع مع التوزيعات والتقييمات.',
      loses: 'يضيع: العناصر بلا صوت، وذات المقاطع المتعددة، والنماذج.',
    },
    rttm: {
      title: 'RTTM',
      about: 'من يتكلم ومتى، ووسم سؤال ومتى.',
      loses: 'يضيع: كل شيء عدا الأوقات والمتكلمين وذلك الوسم.',
    },
    ctm: {
      title: 'CTM',
      about: 'كل كلمة بوقتها.',
      loses: 'يضيع: كل شيء عدا الكلمات والأوقات.',
    },
    textgrid: {
      title: 'TextGrid',
      about: 'طبقات Praat للأدوار والكلمات والوسوم ولكل مقيّم.',
      loses: 'يضيع: العناصر بلا تسجيل؛ والمنحنيات في ملف مجاور.',
    },
    elan: {
      title: 'ELAN',
      about: 'طبقات للأدوار والكلمات والوسوم ولكل مقيّم.',
      loses: 'تُقرَّب الأوقات إلى أجزاء الألف من الثانية؛ والمنحنيات في ملف مجاور.',
    },
    huggingface: {
      title: 'Hugging Face',
      about: 'مجلد بيانات حسب التقسيم، بسمات محددة النوع.',
      loses: 'يضيع: صورة الفيديو.',
    },
    webdataset: {
      title: 'WebDataset',
      about: 'ملفات tar للعناصر مع وسائطها ووسومها وتقييماتها.',
      loses: 'يضيع: عناصر الفحص والنماذج والقرارات.',
    },
    clips: {
      title: 'مقاطع',
      about: 'ملف لكل عنصر، مقصوص بدقة العينة ومسمّى بالمتكلم والعاطفة والشدة والمعرّف.',
      loses: 'يضيع: كل الأسئلة عدا واحدًا والشدات، ومن أجاب.',
    },
    instructions: {
      title: 'تعليمات',
      about: 'سؤال وجواب وأسباب، لنماذج المحادثة.',
      loses: 'يضيع: متى وكيف أجاب المقيّمون؛ وصورة الفيديو.',
    },
    'label-studio': {
      title: 'Label Studio',
      about: 'مهام بكل تقييم، مع إعداد الوسم.',
      loses: 'المنحنيات في ملف مجاور؛ وتضيع المقاطع النصية في أدوار أخرى.',
    },
    emotionml: {
      title: 'EmotionML',
      about: 'EmotionML 1.0 من W3C: فئات وأبعاد كل عنصر وكل مقيّم، مع الأوقات.',
      loses: 'يُفقد: النصوص والترتيب والفترات والمقاطع والمربعات؛ والمنحنيات في ملف بجانبه.',
    },
  } as Record<string, { title: string; about: string; loses: string }>,
}
