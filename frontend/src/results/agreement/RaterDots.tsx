import { Button } from '@mantine/core'
import { useState } from 'react'
import { Link } from 'react-router'

import type { RatersCompared } from '../../api/types'
import { formatNumber, m } from '../../i18n'
import { Intervals, intervalHeight } from '../plots/Intervals'
import { PlotFrame } from '../plots/PlotFrame'
import shared from '../results.module.css'
import { byAgreement } from './rows'

const t = m.studio.comparing
const FEW = 12

/** Each rater's agreement with the others, the least first, with alpha of all as a line. */
export function RaterDots({ slug, compared }: { slug: string; compared: RatersCompared }) {
  const [all, setAll] = useState(false)
  const raters = byAgreement(compared.raters ?? [])
  if (raters.length === 0) return null
  const shown = all ? raters : raters.slice(0, FEW)
  const rows = shown.map((rater) => ({
    ...rater.agreement,
    id: String(rater.rater),
    label: rater.name,
    detail: `${t.n}: ${formatNumber(rater.agreement.n)}`,
  }))
  const { alpha } = compared
  return (
    <PlotFrame
      title={t.raters(compared.text)}
      note={t.ratersNote(alpha === null ? null : formatNumber(alpha, 2))}
      file={`${slug}-raters-${compared.question}`}
      head={[t.rater, t.agreement, t.low, t.high, t.n, t.without, t.why]}
      rows={raters.map(({ name, agreement, without }) => [
        name,
        agreement.value,
        agreement.low,
        agreement.high,
        agreement.n,
        without.value,
        agreement.reason,
      ])}
      height={(width) => intervalHeight(rows, width)}
      draw={(width) => <Intervals rows={rows} width={width} reference={alpha} />}
    >
      <div className={shared.plotFoot}>
        {raters.length > FEW && !all ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setAll(true)
            }}
          >
            {t.all(raters.length)}
          </Button>
        ) : (
          <span />
        )}
        <Link to={`/projects/${slug}/raters?question=${compared.question}`}>{t.inDetail}</Link>
      </div>
    </PlotFrame>
  )
}
