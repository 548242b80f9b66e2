import { n, some } from '../counts'

export const beside = {
  title: (question: string) => `Beside the raters: ${question}`,
  note: (model: string, items: number, several: number) =>
    `${model} on ${some(items, 'item', 'items')} with answers and a draft; one rater on the ${n(several)} of them with two answers or more. 95% intervals over items.`,
  read: 'Filled: the model against the soft label. Hollow: each rating against the others’ of its item. The model’s drafts are in no human figure.',
  epsilon: (epsilon: string) => `A share of 0 was taken as ${epsilon} in cross-entropy and KL.`,
  none: (question: string) =>
    `Nothing to compare yet on “${question}”: no item has an answer and a draft of it.`,
  beats: 'nearer than one rater',
  short: 'not as near as one rater',
  better: { lower: 'lower is nearer', higher: 'higher is nearer' } as Record<string, string>,
  metric: 'Metric',
  direction: 'Better',
  model: 'Model',
  low: 'Model, low',
  high: 'Model, high',
  human: 'One rater',
  low_human: 'One rater, low',
  high_human: 'One rater, high',
}
