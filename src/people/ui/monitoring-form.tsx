import { useQueryClient } from '@tanstack/react-query';
import { Modal } from 'antd';
import type { ReactNode } from 'react';
import type { z } from 'zod';
import { SchemaForm, useWords } from '../../platform/ui-kit/index.ts';
import { words } from './monitoring-words.ts';

/** A form in a dialog; after it was sent everything shown is read again. */
export function MonitoringForm<Schema extends z.ZodObject>(props: {
  title: string;
  schema: Schema;
  initial?: Partial<z.input<Schema>>;
  above?: ReactNode;
  onSubmit: (value: z.output<Schema>) => Promise<unknown>;
  onClose: () => void;
}) {
  const t = useWords(words);
  const client = useQueryClient();
  return (
    <Modal open title={props.title} footer={null} onCancel={props.onClose}>
      <div className="kit-stack">
        {props.above}
        <SchemaForm
          schema={props.schema}
          initial={props.initial}
          submitLabel={t('save')}
          onSubmit={async (value) => {
            await props.onSubmit(value);
            await client.invalidateQueries();
            props.onClose();
          }}
        />
      </div>
    </Modal>
  );
}
