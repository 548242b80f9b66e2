import { m } from '../../i18n'
import { Dots, dotsHeight } from '../plots/Dots'
import { PlotFrame } from '../plots/PlotFrame'
import { fileOf } from './shared'
import type { ReadingProps } from './shared'

const t = m.studio.readings

/** The ends of the axis: the scale for opinions, what is there for strengths. */
function rangeOf(values: readonly number[], isOpinion: boolean, scale: readonly number[]) {
  const all = isOpinion ? [...values, ...scale] : [...values, 0]
  const low = Math.min(...all)
  const high = Math.max(...all)
  return low < high ? ([low, high] as const) : ([low - 1, high + 1] as const)
}

/** What the systems score that made the clips, the best first, with the interval over items. */
export function Systems(props: ReadingProps) {
  const { distribution } = props
  const systems = [...(distribution.systems ?? [])].sort(
    (a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity),
  )
  const isOpinion = systems[0]?.measure === 'mean opinion'
  const rows = systems.map((one) => ({
    id: one.system,
    text: one.system,
    value: one.value,
    low: one.drawn_low ?? one.low,
    high: one.drawn_high ?? one.high,
    count: one.n,
    colour: 'var(--accent)',
  }))
  const values = rows.flatMap(({ value, low, high }) => [value, low, high])
  const range = rangeOf(
    values.filter((value) => value !== null),
    isOpinion,
    (distribution.histogram ?? []).map(({ value }) => value),
  )
  const reason = systems.find((one) => one.reason)?.reason
  const note = isOpinion ? t.opinionNote : t.strengthNote
  const title = isOpinion ? t.opinion : t.strength
  return (
    <PlotFrame
      title={t.systems(distribution.text)}
      note={reason ? t.noStrength(reason) : note}
      file={fileOf(props, 'systems')}
      head={[t.system, title, t.low, t.high, t.formulaLow, t.formulaHigh, t.given, m.labels.items]}
      rows={systems.map((one) => [
        one.system,
        one.value,
        one.drawn_low,
        one.drawn_high,
        one.low,
        one.high,
        one.n,
        one.items,
      ])}
      height={dotsHeight(rows)}
      draw={(width) => <Dots rows={rows} range={range} xTitle={title} width={width} />}
    />
  )
}
