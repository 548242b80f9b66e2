import { n, some } from '../counts'

export const comparing = {
  question: 'Question',
  over: 'Drawn again',
  overs: {
    items: 'items',
    speakers: 'speakers',
    recordings: 'recordings',
    sessions: 'sessions',
    raters: 'raters',
  } as Record<string, string>,
  changed: (change: string, when: string) => `${change} since ${when}`,
  same: (when: string) => `as ${when}`,
  before: 'Before today',
  beforeWhen: 'Computed before today',
  pairs: (question: string) => `Which labels meet: ${question}`,
  pairsNote: (ratings: number) =>
    `How often two raters gave one item these labels. n = ${n(ratings)} pairs of ratings, each counted in both directions. Off the diagonal they differ.`,
  pairsOf: (who: string, ratings: number) =>
    `Rows: what ${who} gave; columns: what others gave the same items. n = ${some(ratings, 'pair', 'pairs')} of ratings.`,
  pairsMost: (shown: number, all: number) =>
    `Shown: the ${String(shown)} labels with most pairs, of ${String(all)}.`,
  allRaters: 'All raters',
  rater: 'Rater',
  whose: 'Whose labels',
  raters: (question: string) => `Each rater beside the others: ${question}`,
  ratersNote: (alpha: string | null) =>
    alpha === null
      ? 'Agreement with the others on the same items, with its 95% interval over items.'
      : `Agreement with the others on the same items, with its 95% interval over items. The line is α of all, ${alpha}: their weighted mean.`,
  noRaters: 'Nobody who is known by name has rated what others rated, too.',
  noDistance: 'Answers to this question are not compared rater by rater.',
  all: (count: number) => `Show all ${n(count)} raters`,
  lowest: (count: number) => `The ${n(count)} with the least agreement.`,
  inDetail: 'Raters in detail',
  agreement: 'Agreement with the others',
  without: 'α without them',
  careless: 'Perhaps careless',
  drift: 'Change over the work',
  pace: 'Per item',
  items: 'Items',
  n: 'Shared ratings',
  low: 'Low',
  high: 'High',
  why: 'Why undefined',
  back: 'All raters',
  bias: (question: string) => `Given more or less readily: ${question}`,
  biasNote:
    'Odds of giving each label against others on the same items (log scale, Mantel-Haenszel, 95% interval). 1 is as the others.',
  oddsAxis: 'odds, times those of the others',
  odds: 'Odds',
  severity: (question: string) => `Higher or lower than others: ${question}`,
  severityNote: 'Mean difference from the others on the same items, in points (95% interval).',
  severityAxis: 'points above the others',
  spread: 'Spread, part of the others’',
  value: 'Value',
  words: 'In words',
  kindly:
    'These figures say how a rater compares with others on the same items, not who is right. A view of one’s own is what soft labels are for; look at the answers before you judge.',
  as: 'Agrees with the others about as well as they do with each other.',
  less: 'Agrees with the others less than they do with each other.',
  more: 'Agrees with the others more than they do with each other.',
  unknown: (reason: string) => `Cannot be compared yet: ${reason}.`,
  readily: (labels: string) => `Gives ${labels} more readily than others on the same items.`,
  seldom: (labels: string) => `Gives ${labels} less readily than others on the same items.`,
  higher: (points: string, what: string) => `Rates ${what} ${points} points higher than others.`,
  lower: (points: string, what: string) => `Rates ${what} ${points} points lower than others.`,
  it: 'items',
  tired:
    'Agreed less with the others later on. Long sessions or other items can do that; a pause may help.',
  learned: 'Agreed more with the others as the work went on.',
  carelessly: (share: string) =>
    `About ${share} of the shared answers look as if given without attention. Listen to some of them first.`,
  lifts: (without: string, alpha: string) =>
    `Without them α would be ${without} instead of ${alpha}.`,
  steady: 'Nothing else stands out.',
  answersOf: (who: string) => `Where ${who} and the others meet`,
}
