import { answers, apart, counted, items, n, ofItems, ofRatings } from '../counts'

const moreRaters = (value: number) =>
  counted(value, ['مقيّم آخر', 'مقيّمَين آخرَين', 'مقيّمين آخرين', 'مقيّمًا آخر', 'مقيّم آخر'])

export const explorer = {
  title: 'حيث يختلف المقيّمون',
  note: (total: number, question: string) =>
    `${items(total)} بإجابتين أو أكثر عن «${apart(question)}».`,
  toDecide: 'عناصر للحسم',
  sort: 'الأكثر أولًا بحسب',
  measures: {
    entropy: 'الإنتروبيا (بت)',
    gain: 'الكسب المتوقع من تقييم آخر (بت)',
    camps: 'فريقان',
    distance: 'المسافة بين المقيّمين (1: صدفة)',
    sd: 'الانحراف المعياري (نقاط)',
    bimodality: 'ثنائية المنوال (فوق 0.56: فريقان)',
    spread: 'تباعد المنحنيات (الانحراف عبر الزمن، جزءًا من المقياس)',
    n: 'عدد الإجابات',
  } as Record<string, string>,
  short: {
    entropy: 'الإنتروبيا',
    gain: 'الكسب',
    camps: 'فريقان',
    distance: 'المسافة',
    sd: 'الانحراف',
    bimodality: 'ثنائية المنوال',
    spread: 'التباعد',
    n: 'الإجابات',
  } as Record<string, string>,
  filters: 'مرشّحات',
  found: (count: number) => items(count),
  why: { ambiguous: 'عنصر ملتبس', careless: 'ربما بلا انتباه' } as Record<string, string>,
  whyNote: {
    ambiguous: 'يراه المقيّمون المنتبهون بأوجه مختلفة.',
    careless: 'تبدو إجابة كأنها أُعطيت بلا انتباه؛ والبقية متفقة.',
  } as Record<string, string>,
  whyChip: (why: string, count: number) => `${apart(why)} (${n(count)})`,
  pair: (first: string, second: string) => `${apart(first)} أو ${apart(second)}`,
  pairChip: (first: string, second: string, count: number) =>
    `${apart(first)} أو ${apart(second)} (${n(count)})`,
  pairs: 'الوسوم الأكثر التقاءً',
  needs: (count: number) => `يحتاج إلى مقيّمين آخرين (${n(count)})`,
  clear: 'مسح المرشّحات',
  need: 'مقيّمون آخرون',
  needNote: (width: string) =>
    `يحتاج العنصر إلى مقيّمين آخرين إلى أن لا يزيد عرض أوسع فترة ثقة 95% لنسبة أو لمتوسط على ${apart(width)}.`,
  needLine: (count: number, people: number, capped: boolean) =>
    `${items(count)}: ${moreRaters(people)}${capped ? ' أو أكثر' : ''}`,
  needNone: 'لا يحتاج أي عنصر إلى مقيّمين آخرين لذلك.',
  width: 'العرض المطلوب',
  askAll: (ratings: number) => `طلب ${ofRatings(ratings)}`,
  askAllNote: (most: number) => `في كل مرة ${moreRaters(most)} للعنصر على الأكثر.`,
  confirm: 'اطلب الآن',
  cancel: 'إلغاء',
  asked: (ratings: number, count: number) =>
    ratings === 0
      ? 'لم يتغير شيء: تنتظر هذه العناصر العدد نفسه من المقيّمين، أو ليس فيها ما يُعرض.'
      : `طُلب ${ofRatings(ratings)} على ${ofItems(count)}.`,
  more: (people: number, capped: boolean, asked: number) =>
    `يحتاج إلى ${moreRaters(people)}${capped ? ' أو أكثر' : ''}${asked < people ? `، ويُطلب في كل مرة ${moreRaters(asked)} على الأكثر` : ''}`,
  enough: 'المقيّمون كافون',
  ask: (people: number) => `طلب ${moreRaters(people)}`,
  askOf: (key: string, people: number) => `طلب ${moreRaters(people)} لـ ${apart(key)}`,
  waiting: (open: number) => `ينتظر ${moreRaters(open)}`,
  cannotAsk: 'اسم فقط: لا يمكن سؤال أحد عنه',
  decide: 'حسم',
  decideOf: (key: string) => `حسم ${apart(key)}`,
  listen: 'استماع',
  item: (key: string) => `العنصر ${apart(key)}`,
  together: 'معًا',
  unknownRater: 'مقيّم مجهول',
  carelessMark: (share: string) => `ربما بلا انتباه (${apart(share)})`,
  mean: (value: string, sd: string | null) =>
    sd === null
      ? `المتوسط ${apart(value)}`
      : `المتوسط ${apart(value)}، والانحراف المعياري ${apart(sd)}`,
  answers: (count: number) => answers(count),
  empty: 'لا اختلاف للعرض بعد',
  emptyText:
    'يحتاج إلى عناصر أجاب عنها مقيّمان أو أكثر. تظهر هنا من تلقاء نفسها، والأكثر انقسامًا أولًا.',
  noneSuch: 'لا عنصر كهذا',
  noneSuchText: 'لا يطابق هذه المرشّحات أي عنصر بعدة إجابات.',
  keys: 'المفاتيح: j وk للتنقل بين العناصر، والمسافة للتشغيل، وa لطلب مقيّمين آخرين.',
  group: 'الاختلاف',
  next: 'العنصر التالي',
  previous: 'العنصر السابق',
  play: 'تشغيل أو إيقاف',
  askKey: 'طلب المقيّمين الذين يحتاج إليهم العنصر',
}
