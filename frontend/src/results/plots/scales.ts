/** Pure arithmetic of axes. */

export function linear(from: readonly [number, number], to: readonly [number, number]) {
  const length = from[1] - from[0] || 1
  return (value: number) => to[0] + ((value - from[0]) / length) * (to[1] - to[0])
}

const STEPS = [1, 2, 2.5, 5, 10]

/** Round numbers from `low` to `high`, about `wanted` of them. */
export function ticks(low: number, high: number, wanted: number): number[] {
  const rough = (high - low) / Math.max(1, wanted)
  if (!(rough > 0)) return [low]
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = (STEPS.find((candidate) => candidate * power >= rough) ?? 10) * power
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toPrecision(12)),
  )
}

/** An axis for coefficients: 0 to 1, further down where a value or its interval goes there. */
export function coefficientRange(values: readonly (number | null)[]): [number, number] {
  const low = Math.min(0, ...values.filter((value): value is number => value !== null))
  return [low < 0 ? Math.max(-1, Math.floor(low * 10) / 10) : 0, 1]
}
