import { Alert, Button, Group, SegmentedControl } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useReducer, useState } from 'react'

import { queries } from '../../api/queries'
import { Panel } from '../../app/Page'
import { EmptyState } from '../../app/States'
import type { SchemeProblem } from '../../api/types'
import { m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import { JsonView } from './JsonView'
import { KindMenu } from './KindMenu'
import { Preview } from './Preview'
import { PreviewItem } from './PreviewItem'
import { QuestionList } from './QuestionList'
import { SaveScheme } from './SaveScheme'
import { Problems } from './SettingField'
import { ownProblems, readKept, schemeReducer, startEditing } from './editing'
import type { Body, Kept } from './editing'
import { newQuestion } from './kinds'
import type { Kind } from './kinds'
import styles from './scheme.module.css'

const t = m.studio.editor
const CHECK_MILLISECONDS = 500

interface SchemeEditorProps {
  slug: string
  version: number
  /** What is in use. */
  scheme: Body
}

function keptKey(slug: string): string {
  return `emotate:scheme:${slug}`
}

/** Ctrl+Z and Ctrl+Shift+Z (or Ctrl+Y) anywhere in the editor: one history for all fields. */
function stepOf(event: React.KeyboardEvent): 'undo' | 'redo' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return null
  const key = event.key.toLowerCase()
  if (key === 'y' || (key === 'z' && event.shiftKey)) return 'redo'
  return key === 'z' ? 'undo' : null
}

/** What the server finds wrong with the scheme as it is now, and what the page can see itself. */
function useProblems(slug: string, body: Body): readonly SchemeProblem[] {
  const [settled] = useDebouncedValue(body, CHECK_MILLISECONDS)
  const check = useQuery(queries.schemeProblems(slug, settled))
  const theirs = check.data ?? []
  const own = ownProblems(body).filter(
    (problem) => !theirs.some((other) => other.question === problem.question),
  )
  return [...theirs, ...own]
}

/** Work that is not saved yet is kept on this computer, for this version of the scheme alone. */
function useKept({ slug, version, scheme }: SchemeEditorProps) {
  const [kept] = useState(() => readKept(localStorage.getItem(keptKey(slug)), version))
  const [state, dispatch] = useReducer(schemeReducer, kept ?? scheme, startEditing)
  const changed = JSON.stringify(state.present) !== JSON.stringify(scheme)
  useEffect(() => {
    if (!changed) {
      localStorage.removeItem(keptKey(slug))
      return
    }
    const content: Kept = { version, body: state.present }
    localStorage.setItem(keptKey(slug), JSON.stringify(content))
  }, [slug, version, state.present, changed])
  return { kept: kept !== null, state, dispatch, changed }
}

export function SchemeEditor(props: SchemeEditorProps) {
  const { slug, scheme } = props
  const { kept, state, dispatch, changed } = useKept(props)
  const [view, setView] = useState('form')
  const [saving, setSaving] = useState(false)
  const body = state.present
  const problems = useProblems(slug, body)
  const add = (kind: Kind) => {
    const ids = body.questions.map((question) => question.id)
    dispatch({ type: 'add', question: newQuestion(kind, t.newText, ids) })
  }
  return (
    // Keys are caught from the fields inside; the container itself is no control.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div
      className={styles.editor}
      onKeyDown={(event) => {
        const step = stepOf(event)
        if (!step) return
        event.preventDefault()
        dispatch({ type: step })
      }}
    >
      <div className={styles.bar}>
        <SegmentedControl
          size="sm"
          aria-label={t.title}
          data={[
            { value: 'form', label: t.form },
            { value: 'json', label: t.json },
          ]}
          value={view}
          onChange={setView}
        />
        <Button
          variant="default"
          size="sm"
          disabled={state.past.length === 0}
          leftSection={<Icon name="undo" size={15} />}
          onClick={() => {
            dispatch({ type: 'undo' })
          }}
        >
          {t.undo}
        </Button>
        <Button
          variant="default"
          size="sm"
          disabled={state.future.length === 0}
          onClick={() => {
            dispatch({ type: 'redo' })
          }}
        >
          {t.redo}
        </Button>
        <span className={styles.state} role="status">
          {!changed ? t.unchanged : problems.length > 0 ? t.problems(problems.length) : t.unsaved}
        </span>
        {changed && (
          <Button
            variant="subtle"
            size="sm"
            onClick={() => {
              dispatch({ type: 'replace', body: scheme })
            }}
          >
            {t.discard}
          </Button>
        )}
        <Button
          size="sm"
          disabled={!changed || problems.length > 0}
          onClick={() => {
            setSaving(true)
          }}
        >
          {t.check}
        </Button>
      </div>
      {kept && changed && state.past.length === 0 && <Alert>{t.kept}</Alert>}
      <div className={styles.columns}>
        <div className={styles.side}>
          <Problems
            problems={problems
              .filter((problem) => problem.question === '')
              .map((problem) => problem.message)}
          />
          {view === 'json' ? (
            <JsonView
              key={String(state.past.length)}
              body={body}
              onBody={(next) => {
                dispatch({ type: 'replace', body: next })
              }}
            />
          ) : body.questions.length === 0 ? (
            <EmptyState icon="scheme" title={t.empty} text={t.emptyText}>
              <KindMenu onKind={add} />
            </EmptyState>
          ) : (
            <>
              <QuestionList body={body} open={state.open} problems={problems} onChange={dispatch} />
              <Group mt="md">
                <KindMenu onKind={add} />
              </Group>
            </>
          )}
        </div>
        <div className={styles.preview}>
          <Panel title={t.preview} note={t.previewNote}>
            <PreviewItem slug={slug} />
            <Preview questions={body.questions} />
          </Panel>
        </div>
      </div>
      <SaveScheme
        slug={slug}
        body={body}
        opened={saving}
        onClose={() => {
          setSaving(false)
        }}
        onSaved={() => {
          setSaving(false)
        }}
      />
    </div>
  )
}
