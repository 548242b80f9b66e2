import { apart, n } from '../counts'

export const items = {
  media: 'الوسائط',
  clip: (number: number) => `المقطع ${n(number)}`,
  about: (who: string) => `عن ${apart(who)}`,
  extra: (count: number) => `+${n(count)}`,
  all: 'الكل',
  facets: { role: 'الدور', arm: 'طريقة العرض', language: 'اللغة' },
  roles: {
    '': 'الكل',
    normal: 'عادي',
    gold: 'ذهبي',
    attention: 'انتباه',
    training: 'تدريب',
    quiz: 'اختبار',
  },
  arms: {
    audio: 'الصوت وحده',
    face: 'الصورة وحدها',
    both: 'الصوت والصورة',
    text: 'الكلمات وحدها',
  },
  replaced: 'حلّ محله تصحيح',
  cutFrom: (ranges: string) => `مصحَّح من ${apart(ranges)}`,
  flags: {
    short: 'قصير جدًا',
    clipping: 'مشوَّه',
    level: 'خافت جدًا',
    signal_to_noise: 'كثير الضجيج',
    speech_ratio: 'كلام قليل',
  },
  preview: 'كما يُقيَّم',
  previewOf: (key: string) => `كما يُقيَّم: ${apart(key)}`,
  previewNote:
    'هذا ما يراه المقيّم من العنصر، ولا يصل غيره إلى حاسوبه. ولا تذهب الإجابات هنا إلى أي مكان.',
  back: 'كل العناصر',
}
