import { useElementSize } from '@mantine/hooks'

import type { GivenToItem, Question } from '../../../api/types'
import { formatNumber } from '../../../i18n'
import { axesOf } from '../../../schemes/kinds/grid/rules'
import { Plane, planeHeight } from '../../plots/Circumplex'
import plots from '../../plots/plots.module.css'
import { nameOf } from './Name'
import { pointsOf } from './votes'

const PLANE_WIDTH = 340

interface Drawn {
  question: Extract<Question, { kind: 'grid' }>
  answers: readonly GivenToItem[]
  width: number
}

/** A point for each rater on the plane, their mean, and an ellipse of one standard deviation. */
export function PointsDrawing({ question, answers, width }: Drawn) {
  const side = Math.min(width, PLANE_WIDTH)
  const axes = axesOf(question)
  const points = pointsOf(axes, answers, nameOf)
  return (
    <svg
      className={plots.plot}
      width={Math.max(side, 1)}
      height={planeHeight(side)}
      role="img"
      direction="ltr"
    >
      <title>
        {points
          .map(({ id, x, y }) => `${id} ${formatNumber(x, 2)}, ${formatNumber(y, 2)}`)
          .join('; ')}
      </title>
      {side > 0 && <Plane points={points} x={axes.x} y={axes.y} width={side} />}
    </svg>
  )
}

/** The drawing as wide as there is room. */
export function Points({ question, answers }: Omit<Drawn, 'width'>) {
  const { ref, width } = useElementSize()
  return (
    <div ref={ref}>
      <PointsDrawing question={question} answers={answers} width={width} />
    </div>
  )
}
