import type { BlockValues } from '../en/blocks'
import { lines, nameOfLanguage } from '../languageNames'
import { apart, counted, ofItems } from './counts'

type Words = (values: BlockValues) => string

const languageName = (code: string) => nameOfLanguage(code, 'ar')

const closedStudy = {
  ended: 'انتهت هذه الدراسة. شكرًا على اهتمامك.',
  expired: 'انتهت صلاحية هذا الرابط. شكرًا على اهتمامك.',
  paused: 'هذه الدراسة متوقفة مؤقتًا. عد لاحقًا من فضلك.',
  full: 'شُغلت كل أماكن هذه الدراسة. شكرًا على اهتمامك.',
}

export const blocks = {
  blocks: {
    stopped: 'انتهى عملك هنا',
    returned: 'انسحبت من المشاركة',
    away: 'غبت مدةً أطول مما تسمح به الدراسة',
    completed: 'أنجزت كل العناصر',
    certificate: 'يلزم الحصول على شهادة',
    language: 'لغاتك',
    quiz: 'الاختبار يحدد من يقيّم هنا',
    limit_total: 'هذا كل ما يُطلب من شخص واحد',
    limit_today: 'يكفي هذا اليوم',
    paused: 'هذا المشروع متوقف مؤقتًا',
    closed: 'هذا المشروع مغلق',
    pausedText:
      'إجاباتك محفوظة. يستمر المشروع حين يفتحه باحثه من جديد، وعندها يظهر في صفحة «عملي».',
    closedText: 'لم يعد يستقبل إجابات. ما أعطيته محفوظ، ويمكنك قراءته في «إجاباتي».',
    languages: 'اللغات',
    languagesHint: 'اكتب لغة، أو رمزها بالحروف اللاتينية',
    languagesSave: 'احفظ وتابع',
    lookAgain: 'تحقق من جديد',
    recruited:
      'جئت عبر رابط استقطاب: تخلَّ عن مكانك هنا، وأعد الدراسة إلى الموقع الذي وجدتها فيه. لا يصحبها رمز إتمام.',
    answers: 'إجاباتي',
  },
  blockWords: {
    stopped: () =>
      lines(
        'شكرًا على عملك هنا. لن تصلك عناصر أخرى في هذا المشروع في الوقت الحالي، وكل ما أعطيته محفوظ.',
        'يمكن لباحث المشروع أن يخبرك بالمزيد.',
      ),
    returned: () =>
      lines('انسحبت من هذه المشاركة.', 'افتح الرابط من جديد إن أردت المشاركة مع ذلك.'),
    away: ({ closed }) =>
      lines(
        `غبت مدةً أطول مما تسمح به هذه الدراسة. ${closedStudy[closed]}`,
        'ما أجبت عنه محفوظ، ويمكن لباحث الدراسة أن يخبرك بالمزيد.',
      ),
    completed: () => lines('أنجزت كل عناصر هذه الدراسة. شكرًا لك.'),
    certificate: ({ certificates }) =>
      lines(
        `هذا المشروع لمن يحمل الشهادة ${certificates.map(apart).join('، ')}.`,
        'أخبر باحث المشروع أنك تحملها، ويمكنه تدوينها.',
      ),
    language_asked: () =>
      lines('ما اللغات التي تقرؤها وتفهمها جيدًا؟', 'اذكرها، وستصلك عناصر بتلك اللغات.'),
    language_other: ({ languages }) =>
      lines(
        `هذا المشروع لمن يعرف إحدى هذه اللغات: ${languages.map(languageName).join('، ')}.`,
        'إن كنت تعرف إحداها فصحّح اللغات التي ذكرتها.',
      ),
    language_quiz: () =>
      lines(
        'ليس في الاختبار الذي يسبق العمل عناصر باللغات التي ذكرتها.',
        'إن كنت تعرف لغات أخرى فاذكرها، ويمكن لباحث المشروع أن يخبرك بالمزيد.',
      ),
    quiz_failed: ({ attempts }) =>
      lines(
        `لم يُجتز الاختبار بعد ${counted(attempts, [
          'محاولة واحدة',
          'محاولتين',
          'محاولات',
          'محاولة',
          'محاولة',
        ])}. شكرًا على المحاولة.`,
        'يمكن لباحث المشروع أن يسمح بمحاولة أخرى.',
      ),
    quiz_empty: () =>
      lines(
        'الاختبار الذي يسبق العمل ليس جاهزًا بعد.',
        'عد لاحقًا؛ على باحث المشروع أن يضيف عناصره.',
      ),
    limit_total: ({ items }) =>
      lines(`أجبت عن ${ofItems(items)}، وهذا أقصى ما يُسمح به لشخص واحد هنا. شكرًا لك.`),
    limit_today: ({ items }) =>
      lines(`أجبت اليوم عن ${ofItems(items)}، وهذا يكفي ليوم واحد.`, 'عد غدًا.'),
  } satisfies Record<string, Words>,
  closedStudy,
}
