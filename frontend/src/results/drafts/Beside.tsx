import { useQuery } from '@tanstack/react-query'

import { comparing } from '../../api/agreement'
import type { DraftRun, ModelComparison } from '../../api/types'
import { Loading } from '../../app/States'
import { m } from '../../i18n'
import { Intervals, intervalHeight } from '../plots/Intervals'
import { PlotFrame } from '../plots/PlotFrame'
import shared from '../results.module.css'
import { MODEL_HEAD, modelCells, modelRows } from './rows'

const t = m.studio.beside

function Comparison({
  slug,
  run,
  text,
  question,
  found,
}: {
  slug: string
  run: DraftRun
  text: string
  question: string
  found: ModelComparison
}) {
  const rows = modelRows(found)
  const title = found.label === null ? t.title(text) : `${t.title(text)}, ${found.label}`
  return (
    <PlotFrame
      title={title}
      note={t.note(run.title, found.items, found.several)}
      file={`${slug}-${run.card}-${question}-${found.label ?? 'all'}`}
      head={MODEL_HEAD()}
      rows={modelCells(found)}
      height={(width) => intervalHeight(rows, width)}
      draw={(width) => <Intervals rows={rows} width={width} />}
    >
      <p className={shared.small}>
        {t.read}
        {found.epsilon !== null && ` ${t.epsilon(String(found.epsilon))}`}
      </p>
    </PlotFrame>
  )
}

/** A model's drafts beside the raters' answers to one question; the two are never joined. */
export function Beside({
  slug,
  run,
  question,
}: {
  slug: string
  run: DraftRun
  question: { id: string; text: string }
}) {
  const query = useQuery(comparing.model(slug, run.card, question.id))
  return (
    <Loading query={query} rows={1}>
      {({ comparisons }) => {
        const told = (comparisons ?? []).filter(({ items }) => items > 0)
        if (told.length === 0) return <p className={shared.small}>{t.none(question.text)}</p>
        return told.map((found) => (
          <Comparison
            key={found.label ?? ''}
            slug={slug}
            run={run}
            text={question.text}
            question={question.id}
            found={found}
          />
        ))
      }}
    </Loading>
  )
}
