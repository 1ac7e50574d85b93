import { chooseLanguage, language, say, w } from './language.ts';
import { sayOffline } from './reading.ts';
import { errorNote } from './parts.ts';
import { findPage, startRouter, type Page } from './router.ts';
import { pages, menu } from './pages.ts';
import { watchQueue } from './acting/queue.ts';
import { fill, h } from './view.ts';
import './public.css';

const WORDS = {
  brand: w('技桥', 'Jiqiao'),
  home: w('首页', 'Home'),
  signIn: w('经办人登录', 'Staff sign-in'),
  skip: w('跳到正文', 'Skip to content'),
  nav: w('公开页面', 'Public pages'),
  missing: w('没有这个页面', 'No such page'),
  missingHint: w('地址可能写错了，请从首页进入。', 'The address may be wrong; begin at the home page.'),
  foot: w(
    '内容依据文件编写，用通俗的话说明；办理以文件原文为准。',
    'Written from the documents in plain words; the official texts decide.',
  ),
};

const main = h('main', { id: 'content', tabindex: '-1' });
const top = h('header', { class: 'top' });
const offline = h('div', { role: 'status', class: 'offline-place' });
const foot = h('footer', { class: 'foot' });

function drawTop(here: Page | null): void {
  const other = language() === 'zh' ? 'en' : 'zh';
  const change = (): void => {
    chooseLanguage(other);
    draw('stay');
  };
  fill(
    top,
    h('a', { class: 'skip', href: '#content' }, say(WORDS.skip)),
    h(
      'div',
      { class: 'top-line' },
      h('a', { class: 'brand', href: '/public' }, say(WORDS.brand)),
      here && here.path !== '/public' ? h('a', { class: 'top-home', href: '/public' }, `‹ ${say(WORDS.home)}`) : null,
      h(
        'nav',
        { 'aria-label': say(WORDS.nav) },
        menu.map((page) =>
          h(
            'a',
            { href: page.path, 'aria-current': here?.path.startsWith(page.path) ? 'page' : null },
            say(page.title),
          ),
        ),
      ),
      h('button', { type: 'button', class: 'top-language', onclick: change }, language() === 'zh' ? 'English' : '中文'),
    ),
  );
}

function draw(how: 'go' | 'back' | 'stay' | 'start'): void {
  const found = findPage(pages, globalThis.location);
  const title = say(found ? found.page.title : WORDS.missing);
  document.title = `${title} · ${say(WORDS.brand)}`;
  drawTop(found?.page ?? null);
  try {
    fill(main, found ? found.page.draw(found.place) : missing());
  } catch (error) {
    fill(main, errorNote(error));
    throw error;
  }
  fill(foot, h('p', null, say(WORDS.foot)), h('p', null, h('a', { href: '/sign-in' }, say(WORDS.signIn))));
  if (how === 'go') {
    globalThis.scrollTo(0, 0);
    const heading = main.querySelector('h1');
    heading?.setAttribute('tabindex', '-1');
    (heading ?? main).focus({ preventScroll: true });
  }
  showNetwork();
}

const missing = (): HTMLElement =>
  h(
    'div',
    null,
    h('h1', null, say(WORDS.missing)),
    h('p', null, say(WORDS.missingHint)),
    h('p', null, h('a', { href: '/public' }, say(WORDS.home))),
  );

function showNetwork(): void {
  fill(offline, navigator.onLine ? null : h('p', { class: 'offline' }, sayOffline()));
}

const root = document.querySelector('#root');
if (root === null) throw new Error('the page has no #root');
fill(root, top, offline, main, foot);
globalThis.addEventListener('online', showNetwork);
globalThis.addEventListener('offline', showNetwork);
startRouter(draw);
watchQueue();
draw('start');
