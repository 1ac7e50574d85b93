import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { SchemaForm, useWords, type FieldOverrides } from '../../platform/ui-kit/index.ts';
import { words } from './words.ts';

/** A form of a schema in a dialog; after it was sent everything shown is read again. */
export function FormDialog<Schema extends z.ZodObject>(props: {
  title: string;
  schema: Schema;
  fields?: FieldOverrides;
  initial?: Partial<z.input<Schema>>;
  above?: ReactNode;
  onSubmit: (value: z.output<Schema>) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useWords(words);
  const client = useQueryClient();
  const { title, above, onSubmit, onClose, ...form } = props;
  return (
    <Modal open title={title} footer={null} width={680} onCancel={onClose}>
      <div className="kit-stack">
        {above}
        <SchemaForm
          {...form}
          submitLabel={t('save')}
          onSubmit={async (value) => {
            await onSubmit(value);
            await client.invalidateQueries();
            onClose();
          }}
        />
      </div>
    </Modal>
  );
}
