import { apart, counted, items, n, ofItems } from '../counts'

type Counts = Record<'added' | 'removed' | 'changed', number>

const told = (thing: string, { added, removed, changed }: Counts) =>
  `${thing}: أُضيف ${n(added)}، وحُذف ${n(removed)}، وتغيّر ${n(changed)}`
const groupsOf = (value: number) =>
  counted(value, ['مجموعة واحدة', 'مجموعتان', 'مجموعات', 'مجموعة', 'مجموعة'])

export const releases = {
  next: 'الإصدار التالي',
  nextNote: 'ما سيكون فيه إلى جانب صفوفه. الإصدارات القائمة لا تتغير.',
  change: 'تغيير',
  version: (version: string) => `النسخة ${apart(version)}`,
  splits: {
    title: 'التقسيم',
    change: 'تغيير التقسيم',
    none: 'لا شيء: العناصر غير مقسّمة للتدريب والاختبار.',
    fromColumn: (column: string) => `كما في العمود «${apart(column)}»`,
    summary: (parts: string, kept: readonly string[]) =>
      `${apart(parts)}؛ ${kept.length > 0 ? `لا يشترك قسمان في: ${kept.join('، ')}` : 'لا شيء يُفصل'}.`,
    apartShort: {
      recording: 'تسجيل',
      speaker: 'متكلم',
      session: 'جلسة',
      dialogue: 'حوار',
      duplicates: 'شبه مكرر',
    },
    modes: { none: 'لا شيء', build: 'بناء الأقسام', column: 'من عمود' },
    modeNotes: {
      none: 'الإصدارات بلا أقسام.',
      build:
        'تبقى العناصر المترابطة معًا، وينال كل قسم نصيبه من العناصر ومن الوسوم. وتحتفظ العناصر بقسمها في الإصدار السابق.',
      column: 'الأقسام التي جاءت مع العناصر، إن لم يتسرب شيء. فإن تسرب رُفض الإصدار وذُكر السبب.',
    },
    shares: 'الأقسام ونصيبها من العناصر',
    nameOf: (at: number) => `اسم القسم ${String(at)}`,
    shareOf: (name: string) => `نصيب ${name ? apart(name) : 'هذا القسم'}`,
    remove: (name: string) => `حذف ${name ? apart(name) : 'هذا القسم'}`,
    add: 'إضافة قسم',
    sumShown: (sum: number) => `المجموع ${n(sum)} %`,
    sum: (sum: number) => `مجموع الأنصبة ${n(sum)} %؛ ويجب أن يكون 100 %.`,
    nameUnfit: (name: string) =>
      name
        ? `لا يصلح «${apart(name)}» اسمًا لقسم: أحرف لاتينية وأرقام و«.» و«_» و«-».`
        : 'لكل قسم اسم، مثل train.',
    nameTwice: (name: string) => `قسمان باسم ${apart(name)}.`,
    shareMissing: 'لكل قسم نصيب أكبر من 0 %.',
    column: 'العمود',
    columnNote: 'من الجدول المستورد، مثل split أو fold.',
    columnMissing: 'اذكر العمود الذي فيه الأقسام.',
    apart: 'لا يشترك قسمان في',
    apartWhy: 'ما قد يتعرفه النموذج بدل العاطفة.',
    apartBy: {
      recording: 'تسجيل',
      speaker: 'متكلم (الأصوات التي وجدها محرك تُميَّز داخل التسجيل فقط)',
      session: 'جلسة تسجيل',
      dialogue: 'حوار',
      duplicates: 'شبه مكرر: تسجيل له الصوت أو الصورة نفسها تقريبًا، أو نص عناصر بلا وسائط',
    },
    stratify: 'متماثل في كل الأقسام',
    stratifyNote: 'الوسم الليّن لهذا السؤال.',
    firstQuestion: 'السؤال الأول',
    seed: 'البذرة',
    seedNote: 'بذرة أخرى، سحب آخر.',
    preview: 'كيف سيكون الناتج',
    saved: 'سيُقسَّم الإصدار التالي هكذا.',
    split: 'القسم',
    items: 'العناصر',
    recordings: 'التسجيلات',
    speakers: 'المتكلمون',
    time: 'المدة',
    labels: 'الوسوم',
    apartColumn: 'البعد',
    apartNote: 'مسافة التباين الكلي بين وسومه ووسوم الجميع: 0 متماثل، 1 مختلف تمامًا',
    ofWanted: (wanted: string) => `من ${wanted} مطلوبة`,
    groups: (groups: number, largest: number) =>
      `${groupsOf(groups)} من العناصر المترابطة، أكبرها من ${ofItems(largest)}.`,
    inNone: (count: number) => `${items(count)} خارج الأقسام.`,
    moved: (count: number) => `${items(count)} في قسم غير قسم الإصدار السابق.`,
    nearDuplicates: (count: number) => `${items(count)} لها شبه مكرر، وتبقى بجانبه.`,
    stratifiedBy: (question: string) => `الوسوم وسوم ${apart(question)}.`,
  },
  about: {
    title: 'المؤلفون والرخصة والغرض',
    change: 'تغيير المؤلفين والرخصة والغرض',
    noAuthors: 'لا مؤلفين.',
    noLicence: 'لا رخصة: بدونها لا يجوز لأحد إعادة استعمال البيانات.',
    saved: 'سيذكر الإصدار التالي ذلك.',
    authors: 'المؤلفون، بترتيب الاستشهاد',
    authorOf: (at: number) => `المؤلف ${String(at)}`,
    addAuthor: 'إضافة مؤلف',
    remove: (name: string) => `حذف ${apart(name)}`,
    name: 'الاسم',
    orcid: 'ORCID',
    affiliation: 'الجهة',
    licence: 'رخصة التقييمات والوسوم',
    licenceNote: 'معرّف SPDX. للتسجيلات رخصها.',
    contact: 'للتواصل',
    url: 'العنوان',
    doi: 'DOI',
    purpose: 'الغرض',
    collection: 'كيف جُمعت التسجيلات',
    ethics: 'المراجعة الأخلاقية والموافقة',
    funding: 'التمويل',
    notes: {
      contact: 'من يسأله القارئ.',
      url: 'أين توصف مجموعة البيانات.',
      doi: 'مثل 10.5281/zenodo.12345.',
      purpose: 'لماذا أُنشئت مجموعة البيانات.',
      collection: 'من أين، وممن، ومتى.',
      ethics: 'أي لجنة وبأي رقم؛ وعلى ماذا وافق الناس.',
      funding: 'من موّل، وبأي منحة.',
    },
  },
  contents: {
    title: 'الناس وكلماتهم',
    change: 'تغيير ما يُحفظ عن الناس',
    withText: 'النصوص الحرة فيه كما كُتبت.',
    withoutText: 'من دون نصوص حرة.',
    consentRequired: 'الموافقة على كل تسجيل مطلوبة.',
    requireConsent: 'اشتراط الموافقة على كل تسجيل',
    requireConsentNote:
      'أي تسجيل لا يُعرف هل ووفق عليه يوقف الإصدار ولا يدخل التصدير. من دون هذا يرد تحذير في بطاقة البيانات.',
    smallestGroup: 'أقل عدد من المقيّمين يشتركون فيما يُذكر عنهم',
    smallestGroupNote:
      'من 2 إلى 100. تُحجب صفات المقيّمين، مثل الفئة العمرية، حيث يشترك في مجموعها عدد أقل.',
    saved: 'سيعمل الإصدار التالي بذلك.',
    freeText: 'مع النصوص الحرة',
    freeTextNote:
      'الإجابات عن الأسئلة النصية، وأسباب الكلمات والمسودات المرفوضة، والنصوص المعدّلة، وملاحظات القرارات، كما كُتبت: قد تذكر أسماء أشخاص. أما كلمات المفردات المفتوحة فهي إجابات وتبقى دائمًا.',
  },
  report: {
    open: 'ما فيه',
    first: 'أول إصدار للمشروع',
    since: (release: string) => `منذ ${apart(release)}`,
    items: (counts: Counts) => told('العناصر', counts),
    ratings: (counts: Counts) => told('التقييمات', counts),
    broken: (questions: readonly string[]) =>
      `أسئلة لم تعد تُقرأ كما كانت: ${questions.map(apart).join('، ')}`,
    agreement: (question: string, stat: string, before: string, after: string) =>
      `${apart(question)}، ${apart(stat)}: ${before} ثم ${after}`,
    undefined: 'غير معرّف',
    methods: 'لقسم المنهج',
    copyMethods: 'نسخ الفقرة',
    copyCitation: 'نسخ CITATION.cff',
  },
}
