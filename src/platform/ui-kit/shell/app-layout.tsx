import { useRouterState } from '@tanstack/react-router';
import { Button, Drawer, Dropdown, Tag } from 'antd';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { AppMenu } from './app-menu.tsx';
import { kitWords } from '../kit-words.ts';
import { useLanguage, useWords } from './language.ts';
import { OfflineNote } from './offline-note.tsx';
import type { Screen } from './screen.ts';
import { useSession } from './session.tsx';
import type { SessionUnit } from './session.tsx';
import { ShortcutHelp } from './shortcut-help.tsx';

export interface AppLayoutProps {
  screens: readonly Screen[];
  onSessions: () => void;
  /** Own password and two-step sign-in. */
  onSecurity: () => void;
  onSwitchUnit: (unit: SessionUnit) => void;
  onSignOut: () => void;
  onSignOutEverywhere: () => void;
  /** Stands in the heading beside the date: the search of the product. */
  search?: ReactNode;
  children: ReactNode;
}

/** Switches between Chinese and English. */
export function LanguageSwitch() {
  const [language, change] = useLanguage();
  return (
    <Button
      type="text"
      lang={language === 'zh' ? 'en' : 'zh-CN'}
      onClick={() => change(language === 'zh' ? 'en' : 'zh')}
    >
      {language === 'zh' ? 'English' : '中文'}
    </Button>
  );
}

/** The installation's date; a demonstration date says so in words and ground, not in colour alone. */
function Today() {
  const t = useWords(kitWords);
  const { today, demo } = useSession();
  if (!demo) return <time dateTime={today}>{today}</time>;
  return (
    <Tag className="kit-demo">
      {t('demoDate')} <time dateTime={today}>{today}</time>
    </Tag>
  );
}

function UserMenu({ onSessions, onSecurity, onSignOut, onSignOutEverywhere }: AppLayoutProps) {
  const t = useWords(kitWords);
  const { user } = useSession();
  const items = [
    { key: 'security', label: t('security'), onClick: onSecurity },
    { key: 'sessions', label: t('sessions'), onClick: onSessions },
    { key: 'out', label: t('signOut'), onClick: onSignOut },
    { key: 'everywhere', label: t('signOutEverywhere'), onClick: onSignOutEverywhere },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button type="text" aria-haspopup="menu">
        {user.name} ▾
      </Button>
    </Dropdown>
  );
}

const postKey = (unit: SessionUnit): string => `${unit.id} ${unit.onBehalfOf?.userId ?? ''}`;

/** The office acted for; whoever holds posts in several, or stands in for a colleague, chooses it here. */
function Unit({ onSwitchUnit }: Pick<AppLayoutProps, 'onSwitchUnit'>) {
  const t = useWords(kitWords);
  const { unit, units = [] } = useSession();
  const nameOf = (one: SessionUnit): string =>
    one.onBehalfOf ? t('onBehalfOf', { unit: one.name, name: one.onBehalfOf.name }) : one.name;
  if (units.length < 2)
    return (
      <span className="kit-unit" title={unit.divisionName}>
        {unit.name}
      </span>
    );
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [postKey(unit)],
        items: units.map((one) => ({ key: postKey(one), label: nameOf(one) })),
        onClick: ({ key }) => {
          const chosen = units.find((one) => postKey(one) === key);
          if (chosen !== undefined && key !== postKey(unit)) onSwitchUnit(chosen);
        },
      }}
    >
      <Button type="text" className="kit-unit" aria-haspopup="menu" aria-label={`${t('switchUnit')}：${nameOf(unit)}`}>
        {nameOf(unit)} ▾
      </Button>
    </Dropdown>
  );
}

function Header(props: AppLayoutProps & { onMenu: () => void; onHelp: () => void }) {
  const t = useWords(kitWords);
  return (
    <header className="kit-top kit-no-print">
      <Button className="kit-menu-button" aria-label={t('menu')} onClick={props.onMenu}>
        ☰
      </Button>
      <span className="kit-brand">技桥</span>
      <Unit onSwitchUnit={props.onSwitchUnit} />
      <Today />
      {props.search}
      <span className="kit-top-end">
        <Button type="text" className="kit-wide" aria-label={t('shortcutHelp')} onClick={props.onHelp}>
          ?
        </Button>
        <LanguageSwitch />
        <UserMenu {...props} />
      </span>
    </header>
  );
}

/** The frame of the workbench: menu by permission, unit, date, own sessions, language, `?` help. */
export function AppLayout(props: AppLayoutProps) {
  const t = useWords(kitWords);
  const [drawerOn, setDrawerOn] = useState<string | null>(null);
  const [help, setHelp] = useState(false);
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <div className="kit-app">
      <a className="kit-skip" href="#content">
        {t('skip')}
      </a>
      <Header {...props} onMenu={() => setDrawerOn(path)} onHelp={() => setHelp(true)} />
      <OfflineNote />
      <div className="kit-app-body">
        <nav className="kit-side kit-no-print" aria-label={t('menu')}>
          <AppMenu screens={props.screens} />
        </nav>
        <main id="content" tabIndex={-1}>
          {props.children}
        </main>
      </div>
      <Drawer
        destroyOnHidden
        open={drawerOn === path}
        placement="left"
        size={264}
        title={t('menu')}
        onClose={() => setDrawerOn(null)}
      >
        <nav aria-label={t('menu')}>
          <AppMenu screens={props.screens} />
        </nav>
      </Drawer>
      <ShortcutHelp open={help} onOpen={() => setHelp(true)} onClose={() => setHelp(false)} />
    </div>
  );
}
