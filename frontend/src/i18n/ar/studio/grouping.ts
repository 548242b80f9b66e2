import { apart, n, ofItems, ofRaters, raters as people, ratings as given } from '../counts'

export const grouping = {
  by: 'التجميع حسب',
  names: {
    'rater-language': 'اللغة التي يعرفها المقيّمون',
    certificates: 'شهادات المقيّمين',
    link: 'رابط الاستقطاب',
    assistance: 'رؤية المسودة أو عدمها',
    arm: 'طريقة العرض',
    language: 'لغة العنصر',
    speaker: 'المتحدث',
    recording: 'التسجيل',
  } as Record<string, string>,
  column: (name: string) => `العمود «${apart(name)}»`,
  arms: {
    blind: 'دون رؤية',
    after: 'بعد الإجابة الأولى',
    upfront: 'من البداية',
  } as Record<string, string>,
  title: (by: string, question: string) => `حسب ${by}: ${apart(question)}`,
  notePeople: (raters: number, units: number) =>
    `α داخل كل مجموعة مع فترة 95% على العناصر؛ والنقطة المجوّفة هي الاتفاق مع تقييمات المجموعات الأخرى للعناصر نفسها. المؤشر: الداخل على الخارج؛ فوق 1 ترى المجموعة الأشياء بطريقتها. يُذكر ابتداءً من ${ofRaters(raters)} ومن ${ofItems(units)} فيها أزواج.`,
  noteItems: (units: number) =>
    `α لعناصر كل مجموعة مع فترة 95% على العناصر. يُذكر ابتداءً من ${ofItems(units)} فيها أزواج.`,
  counts: (raters: number, ratings: number) => `${people(raters)}، ${given(ratings)}`,
  acrossIs: (value: string) => `مع الآخرين ${apart(value)}`,
  associationIs: (value: string) => `المؤشر ${apart(value)}`,
  leftOut: (count: string) => `أكبر المجموعات؛ تُركت ${apart(count)} أصغر منها.`,
  group: 'المجموعة',
  raters: 'المقيّمون',
  ratings: 'التقييمات',
  within: 'داخلها',
  across: 'مع الآخرين',
  association: 'المؤشر',
  repeats: (question: string) => `ما سُئل مرتين: ${apart(question)}`,
  repeatsNote:
    'مدى إعطاء المقيّمين الإجابة نفسها لعناصر تعرض الشيء نفسه (1 دائمًا و0 بالمصادفة)، مع فترة 95% على العناصر. لا أحد ثابت تمامًا، وتغيير الرأي ليس خطأ.',
  sameOf: (same: number, pairs: number) => `الإجابة نفسها ${n(same)} من ${n(pairs)}`,
  units: 'العناصر',
  pairs: 'أزواج الإجابات',
  same: 'المتطابقة',
  consistency: 'الثبات',
}
