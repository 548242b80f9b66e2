import { Alert, Button, Group, SegmentedControl, Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'

import { startImport } from '../../api/imports'
import type { ImportKind, Reading, TableLook } from '../../api/imports'
import { Panel } from '../../app/Page'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import { Columns } from './Columns'
import { Encoding } from './Encoding'
import { FirstRows } from './FirstRows'
import { More } from './More'
import { Outcome } from './Outcome'
import styles from './imports.module.css'
import { TableFiles } from './TableFiles'
import { KINDS, draftOf, draftOfRecipe, isOdd, problemsOf, readingOf } from './reading'
import type { TableDraft } from './reading'

/** What is said of the tables as files, so that they must be looked at again. */
export interface Said {
  kind?: ImportKind
  header?: boolean
  encoding?: Reading['encoding']
}

interface TableFormProps {
  slug: string
  look: TableLook
  onSay: (said: Said) => void
  onLeave: (uploads: readonly string[]) => void
  another: React.ReactNode
}

/** Recipes that were made for a table with these columns. */
function Offers({ look, onUse }: { look: TableLook; onUse: (draft: TableDraft) => void }) {
  const t = m.studio.imports
  const [used, setUsed] = useState('')
  const fitting = look.recipes.filter((recipe) => recipe.kind === look.proposal.kind)
  if (fitting.length === 0) return null
  return (
    <Alert className={styles.offer} role="status">
      <Group gap="sm">
        <span>{used ? t.used(used) : t.fits}</span>
        {fitting.map((recipe) => (
          <Button
            key={recipe.name}
            size="compact-sm"
            variant="default"
            onClick={() => {
              setUsed(recipe.name)
              onUse(draftOfRecipe(look, recipe))
            }}
          >
            {t.use(recipe.name)}
          </Button>
        ))}
      </Group>
    </Alert>
  )
}

interface HeadProps extends Pick<TableFormProps, 'look' | 'onSay' | 'another'> {
  encoding: Reading['encoding']
}

function Head({ look, encoding, onSay, another }: HeadProps) {
  const t = m.studio.imports
  return (
    <Panel title={look.name} tools={another}>
      <Group gap="lg" align="center">
        <SegmentedControl
          aria-label={t.kind}
          className={styles.kinds ?? ''}
          data={KINDS.map((kind) => ({ value: kind, label: t.kinds[kind] ?? kind }))}
          value={look.proposal.kind}
          onChange={(chosen) => {
            const kind = KINDS.find((name) => name === chosen)
            if (kind) onSay({ kind })
          }}
        />
        <Switch
          label={t.header}
          checked={look.proposal.header}
          onChange={(event) => {
            onSay({ kind: look.proposal.kind, header: event.currentTarget.checked })
          }}
        />
        <Encoding
          value={encoding}
          onChange={(chosen) => {
            onSay({ encoding: chosen })
          }}
        />
      </Group>
    </Panel>
  )
}

/** One table, or files that are one together: what it is said to be, a trial of that, and the import. */
export function TableForm({ slug, look, onSay, onLeave, another }: TableFormProps) {
  const t = m.studio.imports
  const { kind } = look.proposal
  const [draft, setDraft] = useState(() => draftOf(look))
  const reading = readingOf(draft, look, kind)
  const said = JSON.stringify(reading)
  const [tried, setTried] = useState('')
  const start = useMutation({
    mutationFn: (dry_run: boolean) =>
      startImport(slug, {
        upload_ids: look.files.map((file) => file.upload_id),
        kind,
        reading,
        dry_run,
      }),
    onSuccess: () => {
      setTried(said)
    },
  })
  const problems = problemsOf(draft, kind)
  const odd = look.files.some(isOdd)
  const change = (changes: Partial<TableDraft>) => {
    setDraft((before) => ({ ...before, ...changes }))
  }
  return (
    <>
      <Head look={look} encoding={draft.encoding} onSay={onSay} another={another} />
      <TableFiles files={look.files} onLeave={onLeave} />
      <Offers look={look} onUse={setDraft} />
      <Columns
        look={look}
        fields={draft.fields}
        onField={(at, field) => {
          change({ fields: draft.fields.map((each, place) => (place === at ? field : each)) })
        }}
      />
      <FirstRows look={look} fields={draft.fields} />
      <More draft={draft} kind={kind} change={change} />
      <div className={styles.act}>
        <ul className={styles.problems} aria-live="polite">
          {problems.map((problem) => (
            <li key={problem}>{t.problems[problem]}</li>
          ))}
          {odd && <li>{t.problems.odd}</li>}
        </ul>
        <Button
          disabled={problems.length > 0 || odd}
          loading={start.isPending}
          onClick={() => {
            start.mutate(true)
          }}
        >
          {t.try}
        </Button>
      </div>
      {start.error && (
        <Alert color="red" role="alert">
          {errorText(start.error)}
        </Alert>
      )}
      {start.data && (
        <Outcome
          key={start.data.id}
          slug={slug}
          started={start.data}
          isOld={said !== tried}
          columns={look.names}
          several={look.files.length > 1}
          reading={reading}
          onImport={() => {
            start.mutate(false)
          }}
        />
      )}
    </>
  )
}
