import { apart, n } from '../counts'

export const people = {
  roleLines: {
    rater: 'يقيّم العناصر ولا يرى إجابات غيره.',
    researcher: 'يرى كل شيء في المشروع ويغيّره.',
    adjudicator: 'يرى كل الإجابات عن العنصر تحت أحرف ويحسم؛ ولا يقيّم هنا.',
  },
  done: 'أُنجز',
  ofLimit: (done: number, most: number) => `${n(done)} من ${n(most)}`,
  skills: 'اللغات والشهادات',
  edit: 'تحرير',
  editOf: (who: string) => `تحرير لغات ${apart(who)} وشهاداته`,
  languages: 'اللغات',
  languagesNote: 'رموز اللغات. وللمقيّمين أن يذكروها بأنفسهم.',
  certificates: 'الشهادات',
  certificatesNote: 'مثل FACS: تشهد أنت أنها لديهم.',
  granted: (who: string) => `حُفظ لـ${apart(who)}.`,
  stopped: 'موقوف',
  person: 'الشخص',
  cameBy: (id: string, link: string) => `${apart(id)} (${apart(link)})`,
  linkOf: (id: string, link: string) => `${apart(link)}، رابط الاستقطاب الذي جاء به ${apart(id)}`,
  limits: (perRater: string, perDay: string) =>
    `الحدود: ${apart(perRater)} من العناصر لكل مقيّم إجمالًا، و${apart(perDay)} في اليوم. تُغيَّر في الإعدادات.`,
  paceNote: 'الوتيرة هي متوسط الوقت الفعلي لكل عنصر؛ ولا تُحسب الاستراحات.',
}
