import { apart, counted, n, ofDays, ofItems, answers } from './counts'

const times = (count: number) => counted(count, ['مرة واحدة', 'مرتين', 'مرات', 'مرة', 'مرة'])
const checks = (count: number) => counted(count, ['فحص واحد', 'فحصين', 'فحوص', 'فحصًا', 'فحص'])

export const own = {
  title: 'كيف يسير عملك',
  note: 'لا يرى هذا إلا أنت ومن يدير المشروع. وليس فيه ما أجاب به مقيّم آخر.',
  answered: (items: number, pace: string | null) =>
    pace === null
      ? `أجبت عن ${ofItems(items)}.`
      : `أجبت عن ${ofItems(items)}، بنحو ${apart(pace)} لكل منها.`,
  sinceFirst: (first: string, last: string) =>
    `استغرق العنصر في يومك الأول نحو ${apart(first)}، وفي يومك الأخير نحو ${apart(last)}. لا توجد سرعة صحيحة.`,
  repeats: (question: string, pairs: number, same: number) =>
    `${apart(question)} سُئلت ${times(pairs)} عن شيء أجبت عنه من قبل، وأعطيت الإجابة نفسها ${same === 0 ? 'ولا مرة' : times(same)}.`,
  repeatsKindly: 'سماع الشيء من جديد قد يغيّر الرأي، فقليلون من يكررون كل إجاباتهم.',
  checks: (seen: number, correct: number) =>
    `من ${checks(seen)} بين عناصرك أجبت عن ${n(correct)} كما هو متوقع.`,
  checksNone: 'لم يُحسب بعد أي فحص بين عناصرك.',
  checksUntil: 'تُحسب الفحوص حتى أمس (UTC).',
  agreement: 'أنت والآخرون',
  agreementNote: (when: string) =>
    `مدى اتفاق إجاباتك مع إجابات الآخرين عن العناصر نفسها، مع فترة 95%؛ 1 دائمًا و0 بالمصادفة. والنقطة المجوّفة اتفاق جميع المقيّمين فيما بينهم. كما كان ${apart(when)}. رأيك الخاص مرحّب به: فهو ما يطلبه المشروع.`,
  agreementAll: 'جميع المقيّمين',
  perDay: 'إجاباتك حسب اليوم',
  perDayNote: (given: number, days: number) =>
    `${answers(given)} في ${ofDays(days)} (UTC)؛ وما عُدّل لاحقًا يُحسب في يومه الأول.`,
  perItem: 'ثوانيك لكل عنصر حسب اليوم',
  perItemNote: 'وسيط كل يوم (UTC)، دون أوقات التوقف.',
  day: 'اليوم',
  answers: 'الإجابات',
  seconds: 'الثواني',
  question: 'السؤال',
}
