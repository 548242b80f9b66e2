import { Drawer } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { Suspense, useEffect } from 'react'
import { Link, NavLink, Outlet, useLocation, useNavigate } from 'react-router'

import type { Role } from '../api/types'
import { m } from '../i18n'
import { WaitingLine } from '../tasks/sending/WaitingLine'
import { Icon, Logo } from '../theme/Icon'
import type { IconName } from '../theme/Icon'
import { useColourScheme } from '../theme/useColourScheme'
import { LanguageMenu } from './LanguageMenu'
import type { SigningOut } from './SignOut'
import { PageSkeleton } from './States'
import styles from './app.module.css'
import { useUser } from './session'

interface Destination {
  to: string
  icon: IconName
  label: string
  roles: readonly Role[]
}

const EVERYONE: readonly Role[] = ['admin', 'researcher', 'annotator']
const RESEARCH: readonly Role[] = ['admin', 'researcher']
const ADMIN: readonly Role[] = ['admin']

const DESTINATIONS: readonly Destination[] = [
  { to: '/work', icon: 'work', label: m.nav.work, roles: EVERYONE },
  { to: '/projects', icon: 'projects', label: m.nav.projects, roles: RESEARCH },
]

const ADMINISTRATION: readonly Destination[] = [
  { to: '/media', icon: 'media', label: m.nav.media, roles: ADMIN },
  { to: '/jobs', icon: 'jobs', label: m.nav.jobs, roles: ADMIN },
  { to: '/cards', icon: 'cards', label: m.nav.cards, roles: RESEARCH },
  { to: '/users', icon: 'users', label: m.nav.users, roles: ADMIN },
  { to: '/system', icon: 'system', label: m.nav.system, roles: ADMIN },
]

function Destinations({ list }: { list: readonly Destination[] }) {
  const { role } = useUser()
  return (
    <ul>
      {list
        .filter((destination) => destination.roles.includes(role))
        .map(({ to, icon, label }) => (
          <li key={to}>
            <NavLink to={to} className={styles.navLink}>
              <Icon name={icon} size={20} />
              <span>{label}</span>
            </NavLink>
          </li>
        ))}
    </ul>
  )
}

function Person() {
  const user = useUser()
  // Somebody who came by a recruiting link has an account with a drawn name, which tells them nothing.
  const isGuest = user.username.startsWith('guest-')
  const { scheme, toggle } = useColourScheme()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const leave = () => {
    const state: SigningOut = { from: pathname + search }
    void navigate('/signout', { state })
  }
  return (
    <div className={styles.person}>
      <div className={styles.who}>
        <b>
          <bdi>{user.name || (isGuest ? m.nav.guest : user.username)}</bdi>
        </b>
        {!isGuest && <span>{m.nav.roles[user.role]}</span>}
      </div>
      <button
        type="button"
        className={styles.navLink}
        aria-label={scheme === 'dark' ? m.nav.toLight : m.nav.toDark}
        onClick={toggle}
      >
        <Icon name={scheme === 'dark' ? 'sun' : 'moon'} size={20} />
        <span>{scheme === 'dark' ? m.nav.light : m.nav.dark}</span>
      </button>
      <LanguageMenu />
      <button type="button" className={styles.navLink} onClick={leave}>
        <Icon name="signOut" size={20} />
        <span>{m.session.signOut}</span>
      </button>
    </div>
  )
}

function Rail() {
  const { role } = useUser()
  return (
    <>
      <nav aria-label={m.nav.main} className={styles.nav}>
        <Destinations list={DESTINATIONS} />
        {role !== 'annotator' && (
          <>
            <h2 className={styles.navGroup}>{m.nav.administration}</h2>
            <Destinations list={ADMINISTRATION} />
          </>
        )}
      </nav>
      <Person />
    </>
  )
}

export function Shell() {
  const [collapsed, setCollapsed] = useLocalStorage({
    key: 'emotate:rail',
    defaultValue: false,
    getInitialValueInEffect: false,
  })
  const [opened, drawer] = useDisclosure(false)
  const { pathname } = useLocation()
  const { close } = drawer
  const user = useUser()
  useEffect(close, [pathname, close])
  return (
    <div className={styles.shell} data-collapsed={collapsed || undefined}>
      <a href="#content" className={styles.skip}>
        {m.common.skipToContent}
      </a>
      <header className={styles.topBar}>
        <Link to="/" className={styles.brand}>
          <Logo size={28} />
          {m.common.product}
        </Link>
        <button
          type="button"
          className={styles.menuButton}
          aria-expanded={opened}
          onClick={drawer.open}
        >
          <Icon name="menu" />
          {m.nav.menu}
        </button>
      </header>
      <aside className={styles.rail}>
        <Link to="/" className={styles.brand}>
          <Logo size={30} />
          <span>{m.common.product}</span>
        </Link>
        <Rail />
        <button
          type="button"
          className={styles.navLink}
          aria-expanded={!collapsed}
          onClick={() => {
            setCollapsed(!collapsed)
          }}
        >
          <Icon name={collapsed ? 'expand' : 'collapse'} size={20} />
          <span>{collapsed ? m.nav.expand : m.nav.collapse}</span>
        </button>
      </aside>
      <Drawer opened={opened} onClose={drawer.close} title={m.common.product} size={280}>
        <div className={styles.drawerRail}>
          <Rail />
        </div>
      </Drawer>
      <main id="content" className={styles.content} tabIndex={-1}>
        <WaitingLine user={user.id} />
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </main>
    </div>
  )
}
