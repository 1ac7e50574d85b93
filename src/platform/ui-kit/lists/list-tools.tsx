import { Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';
import { parseQuery, writeQuery } from './list-state.ts';
import type { AddressQuery } from './list-state.ts';
import { useStored } from '../shell/stored.ts';

interface ChoosableColumn {
  key: string;
  title: string;
}

/** Lets the reader hide and show columns; the first one always stays. */
export function ColumnChooser(props: {
  columns: readonly ChoosableColumn[];
  shown: readonly string[];
  onChange: (shown: string[]) => void;
}) {
  const t = useWords(kitWords);
  const [first, ...others] = props.columns;
  if (first === undefined || others.length === 0) return null;
  const content = (
    <Checkbox.Group
      className="kit-column-choice"
      value={[...props.shown]}
      options={others.map((column) => ({ value: column.key, label: column.title }))}
      onChange={(chosen) => props.onChange([first.key, ...chosen])}
    />
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content}>
      <Button className="kit-wide">{t('columns')}</Button>
    </Popover>
  );
}

interface SavedView {
  name: string;
  query: string;
}

const isViewList = (value: unknown): value is SavedView[] =>
  Array.isArray(value) &&
  value.every(
    (view: unknown) =>
      typeof view === 'object' &&
      view !== null &&
      'name' in view &&
      typeof view.name === 'string' &&
      'query' in view &&
      typeof view.query === 'string',
  );

/** Named filters and order of a list, kept in this browser. */
export function SavedViews(props: { listId: string; query: AddressQuery; onOpen: (query: AddressQuery) => void }) {
  const t = useWords(kitWords);
  const [views, store] = useStored(`views.${props.listId}`, [], isViewList);
  const [name, setName] = useState('');
  const [open, setOpen] = useState(false);
  const save = (): void => {
    const { page: _page, ...query } = props.query;
    store([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), query: writeQuery(query) }]);
    setName('');
  };
  const content = (
    <div className="kit-views">
      {views.length === 0 ? <p className="kit-faint">{t('noViews')}</p> : null}
      {views.map((view) => (
        <div key={view.name}>
          <Button
            type="link"
            onClick={() => {
              setOpen(false);
              props.onOpen(parseQuery(view.query));
            }}
          >
            {view.name}
          </Button>
          <Button
            type="text"
            aria-label={t('deleteView', { name: view.name })}
            onClick={() => store(views.filter((other) => other.name !== view.name))}
          >
            ×
          </Button>
        </div>
      ))}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') save();
        }}
      >
        <Input
          value={name}
          maxLength={20}
          aria-label={t('viewName')}
          placeholder={t('viewName')}
          onChange={(event) => setName(event.target.value)}
        />
        <Button htmlType="submit" disabled={name.trim() === ''}>
          {t('saveView')}
        </Button>
      </form>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={content} open={open} onOpenChange={setOpen}>
      <Button>{t('views')}</Button>
    </Popover>
  );
}
