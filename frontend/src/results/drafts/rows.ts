/** A model beside one rater, metric by metric. Pure. */
import type { ModelComparison } from '../../api/types'
import { m } from '../../i18n'
import type { IntervalRow } from '../plots/Intervals'
import type { Cell } from '../plots/save'

const t = m.studio.beside

type Metric = ModelComparison['metrics'][number]

/** Whether the model is nearer to the raters than one rater is; null where either is undefined. */
export function beats({ better, model, human }: Metric): boolean | null {
  if (model.value === null || human.value === null) return null
  if (model.value === human.value) return null
  return better === 'lower' ? model.value < human.value : model.value > human.value
}

const fits = (value: number | null) => value === null || (value >= -1 && value <= 1)

/** Metrics that lie between -1 and 1, which one axis can hold; all of them are in the table. */
export function modelRows({ metrics }: ModelComparison): IntervalRow[] {
  return metrics
    .filter(({ model, human }) => fits(model.value) && fits(model.high) && fits(human.value))
    .map((metric) => {
      const better = beats(metric)
      return {
        ...metric.model,
        id: metric.name,
        label: metric.name,
        detail: [t.better[metric.better], ...(better === null ? [] : [better ? t.beats : t.short])]
          .filter(Boolean)
          .join(' · '),
        before: metric.human.value,
      }
    })
}

export const MODEL_HEAD = () => [
  t.metric,
  t.direction,
  t.model,
  t.low,
  t.high,
  t.human,
  t.low_human,
  t.high_human,
  m.agreement.why,
]

export function modelCells({ metrics }: ModelComparison): Cell[][] {
  return metrics.map(({ name, better, model, human }) => [
    name,
    better,
    model.value,
    model.low,
    model.high,
    human.value,
    human.low,
    human.high,
    model.reason ?? human.reason,
  ])
}
