import { apart, counted, items, n, ofItems, ofRaters, ofRatings } from '../counts'

const checks = (value: number) =>
  counted(value, ['فحص انتباه واحد', 'فحصي انتباه', 'فحوص انتباه', 'فحص انتباه', 'فحص انتباه'])
const times = (value: number) => counted(value, ['مرة واحدة', 'مرتين', 'مرات', 'مرة', 'مرة'])

export const attention = {
  paused: 'المشروع متوقف مؤقتًا: لا تُوزَّع عناصر جديدة.',
  stopped: (who: string, why: string) => `أُوقف ${apart(who)}${why ? `: ${apart(why)}` : ''}.`,
  failedChecks: (who: string, failed: number, seen: number) =>
    `أخطأ ${apart(who)} في ${n(failed)} من ${checks(seen)}.`,
  lowGold: (who: string, correct: number, seen: number) =>
    `أصاب ${apart(who)} في ${n(correct)} من العناصر الذهبية وعددها ${n(seen)}. تستحق إجاباته نظرة.`,
  failedQuiz: (who: string) => `لم ينجح ${apart(who)} في الاختبار ولا يُعطى عناصر.`,
  budget: (used: number) =>
    `استُنفدت ميزانية التقييمات الإضافية كلها (${n(used)}): لا مزيد للعناصر المختلف فيها.`,
  waiting: (count: number) => `ينتظر ${items(count)} الشخص الذي يجيب أولًا.`,
  unnamed: (count: number) => `لا يسمّي ${items(count)} من يجيب أولًا.`,
  lacking: (role: string) => `تطلب الإعدادات عناصر من نوع «${apart(role)}» ولا عنصر معلَّم.`,
  tooFew: (raters: number, wanted: number) =>
    `تحتاج العناصر إلى ${ofRaters(wanted)}، ويقيّم هنا ${n(raters)} فقط: لا يمكن أن يكتمل أي منها.`,
  notBlind: (who: string) =>
    `يقيّم ${apart(who)} هنا ويمكنه أن يرى إجابات الجميع أيضًا: تقييماته ليست بمعزل عن غيره.`,
  show: 'عرض',
  more: (count: number) => `عرض ${n(count)} أخرى`,
  arms: 'طرق العرض',
  armsNote: 'التقييمات من المطلوب لكل طريقة عرض. وهنا تُرى المتأخرة.',
  armLine: (ratings: number, wanted: number, complete: number, all: number) =>
    `${n(ratings)} من ${ofRatings(wanted)}، واكتمل ${n(complete)} من ${ofItems(all)}`,
  anchoring: 'هل تجذب المسودات الإجابات؟',
  anchoringOf: (question: string) => `هل تجذب المسودات الإجابات؟ ${apart(question)}`,
  anchoringNote: (exposures: number) =>
    `نسبة الإجابات التي تقول ما قالته مسودة النموذج؛ وعدد الإجابات في آخر السطر. عُرضت ${times(exposures)} حتى الآن.`,
  anchoringEmpty: 'لم تُعرض مسودة على أحد بعد. تظهر المقارنة هنا مع أول مسودة.',
  groups: { blind: 'قبلها', after: 'بعدها', upfront: 'معها' },
  group: 'أُجيب',
  same: 'كالمسودة',
  answers: 'الإجابات',
  moved: (changed: number, all: number, towards: number) =>
    `من ${ofRaters(all)} رأوا المسودة بعد إجابتهم غيّرها ${n(changed)}، و${n(towards)} إلى ما قالته.`,
}
