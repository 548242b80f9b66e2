import { apart, counted, n, ofItems, raters, ratings } from '../counts'

const decimal = (value: number, digits: number) => n(Number(value.toFixed(digits)))
const traces = (value: number) => counted(value, ['أثر واحد', 'أثران', 'آثار', 'أثرًا', 'أثر'])
const perText = (per: number | null) => (per === null ? '' : `، ${decimal(per, 1)} لكل تقييم`)

export const readings = {
  note: (what: string, given: number, rated: number, cannotTell: number) =>
    `${what}، ${ratings(given)} على ${ofItems(rated)}${cannotTell ? `، و${n(cannotTell)} «لا أستطيع الحكم»` : ''}`,
  shares: {
    distribution: 'متوسط الحصة؛ الأعداد في آخر السطر',
    choice: 'نسبة التقييمات؛ الأعداد في آخر السطر',
    multi: 'نسبة التقييمات التي اختارته؛ الأعداد في آخر السطر',
    intensity: 'نسبة التقييمات فوق أدنى نقطة؛ الأعداد في آخر السطر',
    statement: 'نسبة التقييمات؛ الأعداد في آخر السطر',
    review: 'ما آلت إليه المسودة: نسبة التقييمات؛ الأعداد في آخر السطر',
  },
  histogram: 'عدد الإجابات',
  preference: 'نسبة التفضيل مع فترة ويلسون 95%، على كل الأزواج',
  systems: (question: string) => `الأنظمة: ${apart(question)}`,
  system: 'النظام',
  opinion: 'متوسط الرأي',
  opinionNote: 'متوسط كل تقييمات كل نظام، مع مجال 95% بإعادة سحب العناصر',
  strength: 'القوة',
  strengthNote:
    'لوغاريتم الأرجحية أمام نظام متوسط القوة (برادلي وتيري)، مع مجال 95% بإعادة سحب العناصر',
  noStrength: (reason: string) => `لا قوى: ${apart(reason)}.`,
  formulaLow: 'من، بالصيغة',
  formulaHigh: 'إلى، بالصيغة',
  given: 'التقييمات',
  preferred: 'المفضَّل',
  rate: 'النسبة',
  low: 'من (95%)',
  high: 'إلى (95%)',
  ranks: 'متوسط مرتبة كل وسم، 1 هو الأفضل',
  meanRank: 'متوسط المرتبة',
  ranked: 'رتّبه',
  first: 'نسبة من وضعه أولًا',
  plane: 'كل إجابة نقطة؛ والمتوسط، وانحراف معياري واحد حوله',
  planeCells: 'الإجابات حسب المكان، الأكبر أكثر؛ ومتوسط الكل',
  planeMean: (where: string) => `المتوسط: ${apart(where)}`,
  words: (distinct: number, perRating: number | null) =>
    `نسبة التقييمات التي فيها الكلمة؛ كلمات مختلفة: ${n(distinct)}${perRating === null ? '' : `، ${decimal(perRating, 1)} لكل تقييم`}`,
  word: 'الكلمة',
  lengths: (mean: number | null) =>
    `النصوص حسب طولها بالأحرف${mean === null ? '' : `، ${decimal(mean, 0)} في المتوسط`}`,
  characters: 'أحرف',
  latest: 'الأحدث',
  units: {
    seconds: (total: number) => `${decimal(total, 1)} ث`,
    characters: (total: number) => `${n(total)} حرف`,
    area: (total: number) => decimal(total, 2),
  },
  times: (count: number) => `${n(count)}×`,
  parts: {
    seconds: (per: number | null) => `الثواني المعلَّمة وعدد المرات${perText(per)}`,
    characters: (per: number | null) => `الأحرف المعلَّمة وعدد المرات${perText(per)}`,
    area: (per: number | null) => `المربعات: المساحة بالصور وعدد المرات${perText(per)}`,
  },
  track: 'المسار',
  marked: 'المعلَّم',
  turn: 'المداخلة',
  here: 'هذه',
  distance: (question: string) => `أين تقع: ${apart(question)}`,
  distanceNote: 'العبارات حسب المداخلة التي تحويها؛ -1 هي السابقة',
  edits: (count: number, mean: number | null) =>
    `مسودات عُدّلت: ${n(count)}${mean === null ? '' : `، متوسط مسافة التعديل ${decimal(mean, 2)}`}`,
  editDistance: 'متوسط مسافة التعديل',
  part: 'الجزء',
  kind: 'النوع',
  rater: (number: number) => `المقيّم ${n(number)}`,
  answersOf: (count: number) =>
    counted(count, ['إجابة واحدة', 'إجابتان', 'إجابات', 'إجابة', 'إجابة']),
  marksTitle: (question: string, item: string) => `${apart(item)}: ${apart(question)}`,
  marksNote: (count: number) =>
    `ما عُلِّم ومتى، صف لكل مقيّم، العدد = ${raters(count)}؛ الصف الفارغ إجابة بأن لا شيء هناك`,
  boxesNote: (count: number) => `المربعات فوق الصورة بألوان مقيّميها، العدد = ${raters(count)}`,
  from: 'من (ث)',
  to: 'إلى (ث)',
  width: 'العرض',
  height: 'الارتفاع',
  raterName: 'المقيّم',
  traceItem: (question: string) => `${apart(question)}: أي عنصر`,
  traceTitle: (dimension: string, item: string) => `${apart(dimension)} عبر الزمن: ${apart(item)}`,
  traceNote: (lines: number) =>
    `خط رفيع لكل مقيّم؛ والمتوسط عريض وشريطه انحراف معياري واحد. العدد: ${traces(lines)}`,
  tracesOf: traces,
  rate_hz: (rate: string) => `${apart(rate)} عينات في الثانية`,
  devices: {
    mouse: 'فأرة',
    touch: 'لمس',
    wheel: 'عجلة',
    keys: 'مفاتيح',
    gamepad: 'يد تحكم',
  },
  second: 'الثانية',
  mean: 'المتوسط',
  sdLow: 'المتوسط - الانحراف',
  sdHigh: 'المتوسط + الانحراف',
  lines: 'الآثار',
}
