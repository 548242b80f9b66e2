import type { Question } from '../api/types'
import type { WidgetProps } from './types'
import { ChoiceWidget, MultiWidget } from './widgets/Options'
import { DistributionWidget, IntensityWidget } from './widgets/Rows'
import { ScaleWidget } from './widgets/ScaleWidget'

/** The widget of a question's kind. */
export function QuestionBody({ question, ...props }: WidgetProps<Question>) {
  switch (question.kind) {
    case 'choice':
      return <ChoiceWidget question={question} {...props} />
    case 'multi':
      return <MultiWidget question={question} {...props} />
    case 'intensity':
      return <IntensityWidget question={question} {...props} />
    case 'distribution':
      return <DistributionWidget question={question} {...props} />
    case 'scale':
      return <ScaleWidget question={question} {...props} />
  }
}
