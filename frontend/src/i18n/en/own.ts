import { n, some } from './counts'

/** A rater's own work: about oneself, so in the second person, and never a verdict. */
export const own = {
  title: 'How your work goes',
  note: 'Only you and those who run the project see this. What another rater answered is not in it.',
  answered: (items: number, pace: string | null) =>
    pace === null
      ? `You have answered ${some(items, 'item', 'items')}.`
      : `You have answered ${some(items, 'item', 'items')}, at about ${pace} each.`,
  sinceFirst: (first: string, last: string) =>
    `On your first day an item took you about ${first}, on your last about ${last}. There is no right pace.`,
  repeats: (question: string, pairs: number, same: number) =>
    `${question} You were asked ${pairs === 1 ? 'once' : `${n(pairs)} times`} about something that you had answered before, and gave the same answer ${same === 1 ? 'once' : same === 0 ? 'no time' : `${n(same)} times`}.`,
  repeatsKindly: 'Hearing a thing anew can change a view, so few people repeat all their answers.',
  checks: (seen: number, correct: number) =>
    `Of ${some(seen, 'check', 'checks')} among your items you answered ${n(correct)} as expected.`,
  checksNone: 'No check among your items is counted yet.',
  checksUntil: 'Checks are counted up to yesterday (UTC).',
  agreement: 'You and the others',
  agreementNote: (when: string) =>
    `How far your answers agree with those of others on the same items, with the 95% interval; 1 is always, 0 is by chance. The hollow dot is all raters with each other. Seen ${when}. A view of your own is welcome: it is what the project asks for.`,
  agreementAll: 'All raters',
  perDay: 'Your answers by day',
  perDayNote: (answers: number, days: number) =>
    `${some(answers, 'answer', 'answers')} on ${some(days, 'day', 'days')} (UTC); one that was changed later counts on its first day.`,
  perItem: 'Your seconds per item by day',
  perItemNote: 'Median of each day (UTC), pauses left out.',
  day: 'Day',
  answers: 'Answers',
  seconds: 'Seconds',
  question: 'Question',
}
