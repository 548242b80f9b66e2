import styles from './widgets.module.css'

interface PointsProps {
  name: string
  legend: string
  points: readonly number[]
  /** A text for each point; without them the numbers stand there. */
  texts?: readonly string[] | null
  value: number | null
  disabled: boolean
  draw?: (level: number) => React.ReactNode
  onChange: (value: number) => void
}

export function Points(props: PointsProps) {
  const { name, legend, points, texts, value, disabled, draw, onChange } = props
  return (
    <div
      className={styles.points}
      role="radiogroup"
      aria-label={legend}
      data-drawn={draw ? true : undefined}
      data-worded={texts ? true : undefined}
    >
      {points.map((point, index) => (
        <label key={point} className={styles.point} data-checked={value === point || undefined}>
          <input
            type="radio"
            name={name}
            tabIndex={-1}
            data-option
            checked={value === point}
            disabled={disabled}
            onChange={() => {
              onChange(point)
            }}
          />
          {draw?.(points.length > 1 ? index / (points.length - 1) : 0)}
          {texts && <span dir="auto">{texts[index]}</span>}
          <span className={styles.pointText}>{point}</span>
        </label>
      ))}
    </div>
  )
}
