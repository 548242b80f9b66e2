/** Numbers and what they count. An Arabic noun changes with its number, in six ways. */

const rules = new Intl.PluralRules('ar')
const numbers = new Intl.NumberFormat('ar-u-nu-latn')

export const n = (value: number) => numbers.format(value)

/** One and two are words of their own; 3 to 10, 11 to 99 and the hundreds stand after a number. */
type Forms = readonly [one: string, two: string, few: string, many: string, other: string]

export function counted(value: number, [one, two, few, many, other]: Forms): string {
  switch (rules.select(value)) {
    case 'one':
      return one
    case 'two':
      return two
    case 'few':
      return `${n(value)} ${few}`
    case 'many':
      return `${n(value)} ${many}`
    default:
      return `${n(value)} ${other}`
  }
}

/** As a subject. */
export const items = (value: number) =>
  counted(value, ['عنصر واحد', 'عنصران', 'عناصر', 'عنصرًا', 'عنصر'])
export const ratings = (value: number) =>
  counted(value, ['تقييم واحد', 'تقييمان', 'تقييمات', 'تقييمًا', 'تقييم'])
export const answers = (value: number) =>
  counted(value, ['إجابة واحدة', 'إجابتان', 'إجابات', 'إجابة', 'إجابة'])
export const raters = (value: number) =>
  counted(value, ['مقيّم واحد', 'مقيّمان', 'مقيّمين', 'مقيّمًا', 'مقيّم'])
export const segments = (value: number) =>
  counted(value, ['مقطع واحد', 'مقطعان', 'مقاطع', 'مقطعًا', 'مقطع'])

/** After a preposition, or as an object. */
export const ofItems = (value: number) =>
  counted(value, ['عنصر واحد', 'عنصرين', 'عناصر', 'عنصرًا', 'عنصر'])
export const ofRatings = (value: number) =>
  counted(value, ['تقييم واحد', 'تقييمين', 'تقييمات', 'تقييمًا', 'تقييم'])
export const ofRaters = (value: number) =>
  counted(value, ['مقيّم واحد', 'مقيّمَين', 'مقيّمين', 'مقيّمًا', 'مقيّم'])
export const ofFiles = (value: number) =>
  counted(value, ['ملف واحد', 'ملفين', 'ملفات', 'ملفًا', 'ملف'])
export const ofDays = (value: number) =>
  counted(value, ['يوم واحد', 'يومين', 'أيام', 'يومًا', 'يوم'])
export const ofMinutes = (value: number) =>
  counted(value, ['دقيقة واحدة', 'دقيقتين', 'دقائق', 'دقيقة', 'دقيقة'])
export const ofHours = (value: number) =>
  counted(value, ['ساعة واحدة', 'ساعتين', 'ساعات', 'ساعة', 'ساعة'])

/** A name or another foreign text inside a sentence: its direction stays its own. */
export const apart = (text: string | number) => `\u2068${String(text)}\u2069`
