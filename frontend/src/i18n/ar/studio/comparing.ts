import { apart, n } from '../counts'

export const comparing = {
  question: 'السؤال',
  over: 'ما يُسحب من جديد',
  overs: {
    items: 'العناصر',
    speakers: 'المتحدثون',
    recordings: 'التسجيلات',
    sessions: 'الجلسات',
    raters: 'المقيّمون',
  } as Record<string, string>,
  changed: (change: string, when: string) => `${apart(change)} منذ ${when}`,
  same: (when: string) => `كما كان ${when}`,
  before: 'قبل اليوم',
  beforeWhen: 'حُسب قبل اليوم',
  pairs: (question: string) => `أي الوسوم تلتقي: ${apart(question)}`,
  pairsNote: (ratings: number) =>
    `كم مرة أعطى مقيّمان العنصر نفسه هذين الوسمين. العدد ${n(ratings)} زوجًا من التقييمات، يُعد كل زوج في الاتجاهين. خارج القطر يختلفان.`,
  pairsOf: (who: string, ratings: number) =>
    `الصفوف: ما أعطاه ${apart(who)}؛ الأعمدة: ما أعطاه الآخرون للعناصر نفسها. عدد أزواج التقييمات ${n(ratings)}.`,
  pairsMost: (shown: number, all: number) =>
    `المعروض: ${n(shown)} من الوسوم الأكثر أزواجًا، من ${n(all)}.`,
  allRaters: 'كل المقيّمين',
  rater: 'المقيّم',
  whose: 'وسوم مَن',
  raters: (question: string) => `كل مقيّم بجانب الآخرين: ${apart(question)}`,
  ratersNote: (alpha: string | null) =>
    alpha === null
      ? 'التوافق مع الآخرين على العناصر نفسها، مع فترة الثقة 95% على العناصر.'
      : `التوافق مع الآخرين على العناصر نفسها، مع فترة الثقة 95% على العناصر. الخط هو ألفا للجميع، ${apart(alpha)}: متوسطها الموزون.`,
  noRaters: 'لم يقيّم أي شخص معروف الاسم ما قيّمه آخرون أيضًا.',
  noDistance: 'لا تُقارن إجابات هذا السؤال مقيّمًا بمقيّم.',
  all: (count: number) => `عرض المقيّمين كلهم وعددهم ${n(count)}`,
  lowest: (count: number) => `الأقل توافقًا وعددهم ${n(count)}.`,
  inDetail: 'المقيّمون بالتفصيل',
  agreement: 'التوافق مع الآخرين',
  without: 'ألفا من دونه',
  careless: 'ربما بلا انتباه',
  drift: 'التغير خلال العمل',
  pace: 'لكل عنصر',
  items: 'العناصر',
  n: 'تقييمات مشتركة',
  low: 'الأدنى',
  high: 'الأعلى',
  why: 'سبب عدم التعريف',
  back: 'كل المقيّمين',
  bias: (question: string) => `ما يُعطى بسهولة أكبر أو أقل: ${apart(question)}`,
  biasNote:
    'أرجحية إعطاء كل وسم مقارنة بالآخرين على العناصر نفسها (مقياس لوغاريتمي، مانتل-هانزل، فترة ثقة 95%). 1 يعني كالآخرين.',
  oddsAxis: 'الأرجحية، أضعاف أرجحية الآخرين',
  odds: 'الأرجحية',
  severity: (question: string) => `أعلى أو أدنى من الآخرين: ${apart(question)}`,
  severityNote: 'متوسط الفرق عن الآخرين على العناصر نفسها، بالنقاط (فترة ثقة 95%).',
  severityAxis: 'نقاط فوق الآخرين',
  spread: 'التشتت، جزء من تشتت الآخرين',
  value: 'القيمة',
  words: 'بالكلمات',
  kindly:
    'تقول هذه الأرقام كيف يُقارن المقيّم بالآخرين على العناصر نفسها، لا مَن المصيب. الرأي الخاص هو ما وُجدت له الوسوم المرنة؛ انظر إلى الإجابات قبل الحكم.',
  as: 'يتوافق مع الآخرين بقدر ما يتوافقون فيما بينهم تقريبًا.',
  less: 'يتوافق مع الآخرين أقل مما يتوافقون فيما بينهم.',
  more: 'يتوافق مع الآخرين أكثر مما يتوافقون فيما بينهم.',
  unknown: (reason: string) => `لا يمكن مقارنته بعد: ${apart(reason)}.`,
  readily: (labels: string) => `يعطي ${apart(labels)} بسهولة أكبر من الآخرين على العناصر نفسها.`,
  seldom: (labels: string) => `يعطي ${apart(labels)} بسهولة أقل من الآخرين على العناصر نفسها.`,
  higher: (points: string, what: string) =>
    `يقيّم ${apart(what)} أعلى من الآخرين بمقدار ${apart(points)} نقطة.`,
  lower: (points: string, what: string) =>
    `يقيّم ${apart(what)} أدنى من الآخرين بمقدار ${apart(points)} نقطة.`,
  it: 'العناصر',
  tired:
    'صار توافقه مع الآخرين أقل لاحقًا. قد تفعل ذلك الجلسات الطويلة أو عناصر أخرى؛ وقد تنفع استراحة.',
  learned: 'ازداد توافقه مع الآخرين مع تقدم العمل.',
  carelessly: (share: string) =>
    `نحو ${apart(share)} من الإجابات المشتركة تبدو كأنها أُعطيت بلا انتباه. استمع إلى بعضها أولًا.`,
  lifts: (without: string, alpha: string) =>
    `من دونه تكون ألفا ${apart(without)} بدلًا من ${apart(alpha)}.`,
  steady: 'لا شيء آخر لافت.',
  answersOf: (who: string) => `حيث يلتقي ${apart(who)} بالآخرين`,
}
