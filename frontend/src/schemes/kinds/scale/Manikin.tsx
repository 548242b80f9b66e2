import type { Dimension } from '../../../api/types'

/**
 * Figures in the manner of the self-assessment manikins, drawn here. `level` runs from 0 to 1:
 * unpleasant to pleasant, calm to excited, small and led to large and in charge.
 */

function Mouth({ level }: { level: number }) {
  const bend = (level - 0.5) * 12
  return (
    <path d={`M18 ${String(21 - bend / 3)} Q24 ${String(21 + bend)} 30 ${String(21 - bend / 3)}`} />
  )
}

/** Raised towards the middle when unpleasant; drawn inwards they would look angry instead. */
function Brows({ level }: { level: number }) {
  const tilt = Math.max(0, 0.5 - level) * 5
  const outer = String(11 + tilt)
  const inner = String(11 - tilt)
  return (
    <path d={`M17.5 ${outer} L21.5 ${inner} M30.5 ${outer} L26.5 ${inner}`} strokeWidth="1.4" />
  )
}

/** A star in the chest that grows and gets more points with excitement. */
function Burst({ level }: { level: number }) {
  const points = 5 + Math.round(level * 5)
  const outer = 2 + level * 8.5
  const inner = outer * (0.75 - level * 0.3)
  const corners = Array.from({ length: points * 2 }, (_, index) => {
    const radius = index % 2 === 0 ? outer : inner
    const angle = (index / (points * 2)) * Math.PI * 2 - Math.PI / 2
    return `${(24 + Math.cos(angle) * radius).toFixed(2)},${(42 + Math.sin(angle) * radius).toFixed(2)}`
  })
  return <polygon points={corners.join(' ')} fill="currentColor" stroke="none" />
}

function Eyes({ open }: { open: number }) {
  if (open < 0.15) return <path d="M17.5 15 h5 M25.5 15 h5" />
  const radius = 1.1 + open * 1.3
  return (
    <>
      <circle cx="20" cy="15" r={radius} fill="currentColor" stroke="none" />
      <circle cx="28" cy="15" r={radius} fill="currentColor" stroke="none" />
    </>
  )
}

function Body() {
  return (
    <>
      <rect x="12.5" y="4" width="23" height="23" rx="9" />
      <path d="M9 55 V41 a10 10 0 0 1 10-10 h10 a10 10 0 0 1 10 10 V55 Z" />
    </>
  )
}

export function Manikin({ dimension, level }: { dimension: Dimension; level: number }) {
  const size = dimension === 'dominance' ? 0.34 + level * 0.66 : 1
  const place = `translate(${String(24 * (1 - size))} ${String(56 * (1 - size))}) scale(${String(size)})`
  return (
    <svg viewBox="0 0 48 58" aria-hidden="true" className="manikin">
      <g
        transform={place}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.8 / Math.sqrt(size)}
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <Body />
        <Eyes open={dimension === 'arousal' ? level : 0.35} />
        {dimension === 'valence' && <Brows level={level} />}
        <Mouth level={dimension === 'valence' ? level : 0.5} />
        {dimension === 'arousal' && <Burst level={level} />}
      </g>
    </svg>
  )
}
