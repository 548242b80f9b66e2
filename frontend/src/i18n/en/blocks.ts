import { lines, nameOfLanguage } from '../languageNames'

/** What stands in the words, as the server tells it: each reason has its own of them. */
export interface BlockValues {
  closed: 'ended' | 'expired' | 'paused' | 'full'
  certificates: string[]
  languages: string[]
  attempts: number
  items: number
}

/** What happened, and what can be done about it, if anything. */
type Words = (values: BlockValues) => string

const languageName = (code: string) => nameOfLanguage(code, 'en')

const closedStudy = {
  ended: 'This study has ended. Thank you for your interest.',
  expired: 'This link has run out. Thank you for your interest.',
  paused: 'This study is paused. Please come back later.',
  full: 'All places of this study are taken. Thank you for your interest.',
}

export const blocks = {
  blocks: {
    stopped: 'Your work here is done',
    returned: 'You gave your participation back',
    away: 'You were away too long',
    completed: 'You have done all items',
    certificate: 'A certificate is needed',
    language: 'Your languages',
    quiz: 'The quiz decides who rates here',
    limit_total: 'That is all for one person',
    limit_today: 'Enough for today',
    paused: 'This project is paused',
    closed: 'This project is closed',
    pausedText:
      'Your answers are kept. It goes on when its researcher opens it again; then it is on your page My work.',
    closedText:
      'It takes no more answers. Those that you gave are kept; you can read them under My answers.',
    languages: 'Languages',
    languagesHint: 'Type a language, or its code, such as pt',
    languagesSave: 'Save and go on',
    lookAgain: 'Look again',
    recruited:
      'You came by a recruiting link: give your place back here, and return the study to the service where you found it. No completion code comes with it.',
    answers: 'My answers',
  },
  blockWords: {
    stopped: () =>
      lines(
        'Thank you for your work here. You get no more items in this project for now; everything you gave is kept.',
        'The researcher of the project can tell you more.',
      ),
    returned: () =>
      lines(
        'You gave this participation back.',
        'Open the link again if you want to take part after all.',
      ),
    away: ({ closed }) =>
      lines(
        `You were away for longer than this study allows. ${closedStudy[closed]}`,
        'What you answered is kept; the researcher of the study can tell you more.',
      ),
    completed: () => lines('You have done all items of this study. Thank you.'),
    certificate: ({ certificates }) =>
      lines(
        `This project is for people with the certificate ${certificates.join(', ')}.`,
        'Tell the researcher of the project that you have it; they can note it.',
      ),
    language_asked: () =>
      lines(
        'Which languages do you read and understand well?',
        'Say which; you get items in those languages.',
      ),
    language_other: ({ languages }) =>
      lines(
        `This project is for people who know one of: ${languages.map(languageName).join(', ')}.`,
        'If you do, correct the languages that you named.',
      ),
    language_quiz: () =>
      lines(
        'The quiz that comes before the work has no items in the languages that you named.',
        'If you know more languages, name them; the researcher of the project can tell you more.',
      ),
    quiz_failed: ({ attempts }) =>
      lines(
        `The quiz was not passed in ${attempts === 1 ? 'one attempt' : `${String(attempts)} attempts`}. Thank you for trying.`,
        'The researcher of the project can allow another attempt.',
      ),
    quiz_empty: () =>
      lines(
        'The quiz that comes before the work is not ready yet.',
        'Come back later; the researcher of the project has to add its items.',
      ),
    limit_total: ({ items }) =>
      lines(
        `You have answered ${items.toLocaleString('en')} items, which is as many as one person may here. Thank you.`,
      ),
    limit_today: ({ items }) =>
      lines(
        `You have answered ${items.toLocaleString('en')} items today, which is enough for one day.`,
        'Come back tomorrow.',
      ),
  } satisfies Record<string, Words>,
  closedStudy,
}
