import type { ComponentType, LazyExoticComponent, ReactNode } from 'react';
import type { Bilingual } from './language.ts';
import { permits } from './session.tsx';
import type { Permission } from './session.tsx';

/** Sections of the left menu, in the order shown. */
export const menuGroups = [
  'desk',
  'people',
  'catalogue',
  'enrolment',
  'students',
  'training',
  'partnerships',
  'registers',
  'funds',
  'reports',
  'supervision',
  'law',
  'audit',
  'settings',
] as const;
export type MenuGroup = (typeof menuGroups)[number];

/** One page of the workbench, contributed by a capability. `path` is as the router writes it (`/people/$personId`); `menuGroup` null keeps it out of the menu. */
export interface Screen {
  path: string;
  title: Bilingual;
  icon?: ReactNode;
  menuGroup: MenuGroup | null;
  permission: Permission;
  component: LazyExoticComponent<ComponentType>;
}

export interface MenuSection {
  group: MenuGroup;
  screens: Screen[];
}

/** The menu of someone holding these permissions: sections in order, empty ones left out, screens in the order they were contributed. */
export function menuFor(screens: readonly Screen[], permissions: readonly string[]): MenuSection[] {
  return menuGroups
    .map((group) => ({
      group,
      screens: screens.filter((screen) => screen.menuGroup === group && permits(permissions, screen.permission)),
    }))
    .filter((section) => section.screens.length > 0);
}

/** The menu entry a path belongs to: the longest one that is the path or a parent of it. */
export function menuEntryOf(screens: readonly Screen[], path: string): Screen | undefined {
  return screens
    .filter((screen) => screen.menuGroup !== null)
    .filter((screen) => path === screen.path || (screen.path !== '/' && path.startsWith(`${screen.path}/`)))
    .sort((a, b) => b.path.length - a.path.length)[0];
}
