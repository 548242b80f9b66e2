import { apart, n, ofItems } from '../counts'

export const beside = {
  title: (question: string) => `بجانب المقيّمين: ${apart(question)}`,
  note: (model: string, items: number, several: number) =>
    `${apart(model)} على ${ofItems(items)} لها إجابات ومسودة؛ ومقيّم واحد على ${n(several)} منها لها إجابتان أو أكثر. فترات الثقة 95% على العناصر.`,
  read: 'النقطة الممتلئة: النموذج مقابل الوسم المرن. المفرغة: كل تقييم مقابل تقييمات الآخرين لعنصره. لا تدخل مسودات النموذج في أي رقم بشري.',
  epsilon: (epsilon: string) =>
    `حُسبت الحصة الصفرية ${apart(epsilon)} في الإنتروبيا المتقاطعة وتباعد كولباك.`,
  none: (question: string) =>
    `لا شيء للمقارنة بعد في «${apart(question)}»: لا عنصر له إجابة ومسودة معًا.`,
  beats: 'أقرب من مقيّم واحد',
  short: 'أقل قربًا من مقيّم واحد',
  better: { lower: 'الأدنى أقرب', higher: 'الأعلى أقرب' } as Record<string, string>,
  metric: 'المقياس',
  direction: 'الأفضل',
  model: 'النموذج',
  low: 'النموذج، الأدنى',
  high: 'النموذج، الأعلى',
  human: 'مقيّم واحد',
  low_human: 'مقيّم واحد، الأدنى',
  high_human: 'مقيّم واحد، الأعلى',
}
