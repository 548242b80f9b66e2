import { ActionIcon, Alert } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

import { deleteRecipe, recipes } from '../../api/imports'
import type { Recipe } from '../../api/imports'
import { Panel } from '../../app/Page'
import { errorText, PartFailed } from '../../app/States'
import { formatAgo, m } from '../../i18n'
import { Icon } from '../../theme/Icon'
import styles from './imports.module.css'

function Line({ slug, recipe }: { slug: string; recipe: Recipe }) {
  const t = m.studio.imports
  const client = useQueryClient()
  const leaving = useMutation({
    mutationFn: () => deleteRecipe(slug, recipe.name),
    onSettled: () => client.invalidateQueries({ queryKey: recipes(slug).queryKey }),
  })
  return (
    <li className={styles.recipe}>
      <b dir="auto">{recipe.name}</b>
      <span className={styles.small}>
        {t.recipeFacts(t.kinds[recipe.kind] ?? recipe.kind, recipe.columns.length)},{' '}
        {formatAgo(recipe.updated_at)}
      </span>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        loading={leaving.isPending}
        aria-label={t.deleteRecipe(recipe.name)}
        onClick={() => {
          leaving.mutate()
        }}
      >
        <Icon name="close" size={16} />
      </ActionIcon>
      {leaving.error && (
        <Alert color="red" role="alert">
          {errorText(leaving.error)}
        </Alert>
      )}
    </li>
  )
}

/** The recipes of a project; nothing where it has none. */
export function Recipes({ slug }: { slug: string }) {
  const t = m.studio.imports
  const query = useQuery(recipes(slug))
  const { data = [] } = query
  if (query.isLoadingError) return <PartFailed query={query} />
  if (data.length === 0) return null
  return (
    <Panel title={t.recipes} note={t.recipesNote}>
      <ul className={styles.recipes}>
        {data.map((recipe) => (
          <Line key={recipe.name} slug={slug} recipe={recipe} />
        ))}
      </ul>
    </Panel>
  )
}
