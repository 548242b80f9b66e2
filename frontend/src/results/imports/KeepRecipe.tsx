import { Alert, Button, Group, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'

import { recipes, saveRecipe } from '../../api/imports'
import type { ImportKind, Reading } from '../../api/imports'
import { errorText } from '../../app/States'
import { m } from '../../i18n'
import styles from './imports.module.css'
import { recipeName } from './reading'

interface KeepRecipeProps {
  slug: string
  file: string
  kind: ImportKind
  columns: readonly string[]
  reading: Reading
}

/** Keep what was said of this table for the next one with its columns. */
export function KeepRecipe({ slug, file, kind, columns, reading }: KeepRecipeProps) {
  const t = m.studio.imports
  const client = useQueryClient()
  const [name, setName] = useState(() => recipeName(file))
  const keeping = useMutation({
    mutationFn: () => saveRecipe(slug, { name, kind, reading, columns: [...columns] }),
    onSuccess: () => client.invalidateQueries({ queryKey: recipes(slug).queryKey }),
  })
  return (
    <form
      className={styles.keep}
      onSubmit={(event) => {
        event.preventDefault()
        keeping.mutate()
      }}
    >
      <Group gap="sm" align="flex-end">
        <TextInput
          label={t.recipeName}
          description={t.keepNote}
          value={name}
          maxLength={80}
          onChange={(event) => {
            keeping.reset()
            setName(event.currentTarget.value)
          }}
        />
        <Button type="submit" variant="default" loading={keeping.isPending} disabled={!name.trim()}>
          {t.keep}
        </Button>
      </Group>
      <p role="status" className={styles.small}>
        {keeping.isSuccess ? t.kept(name) : ''}
      </p>
      {keeping.error && (
        <Alert color="red" role="alert">
          {errorText(keeping.error)}
        </Alert>
      )}
    </form>
  )
}
