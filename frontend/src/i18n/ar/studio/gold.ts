import { apart, raters } from '../counts'

export const gold = {
  rule: 'معًا بطريقة',
  rules: {
    mean: 'المتوسط البسيط',
    ewe: 'التوزين بحسب التوافق مع الآخرين',
    raaw: 'المحاذاة والتوزين',
    'raaw:align=gctw': 'مطاوعة الزمن (GCTW) والتوزين',
  } as Record<string, string>,
  note: (people: number, rule: string) =>
    `${raters(people)} بخطوط رفيعة؛ وبالخط العريض: ${apart(rule)}، مع انحراف معياري واحد.`,
  earlier: (seconds: string) => `قُدّم ${apart(seconds)} ثانية`,
  later: (seconds: string) => `أُخّر ${apart(seconds)} ثانية`,
  weight: (weight: string) => `الوزن ${apart(weight)}`,
  value: 'معًا',
}
