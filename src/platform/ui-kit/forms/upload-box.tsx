import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { useId, useRef, useState } from 'react';
import { ApiError, uploadFile } from '../../api-client/index.ts';
import type { StoredFile } from '../../api-client/index.ts';
import { ErrorNote } from '../parts/error-note.tsx';
import { fileSize } from '../parts/format.ts';
import { kitWords } from '../kit-words.ts';
import { useWords } from '../shell/language.ts';

export interface UploadBoxProps {
  label: string;
  /** What is accepted, in words: 支持 .xlsx、.xls、.csv. */
  note?: string;
  /** The input's accept attribute: `.xlsx,.xls,.csv` or `image/*`. */
  accept?: string;
  /** Largest size in bytes; checked again by the server. */
  limit?: number;
  onUploaded: (file: StoredFile) => void;
}

/** Takes one dropped or chosen file, sends it at once, and says what arrived. */
export function UploadBox({ label, note, accept, limit, onUploaded }: UploadBoxProps) {
  const t = useWords(kitWords);
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const [share, setShare] = useState(0);
  const [over, setOver] = useState(false);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      if (limit !== undefined && file.size > limit) {
        const message = t('tooLarge', { limit: fileSize(limit) });
        throw new ApiError({ code: 'FILE_TOO_LARGE', status: 0, message });
      }
      return uploadFile(file, { onProgress: setShare });
    },
    onSuccess: onUploaded,
  });
  const take = (file: File | undefined): void => {
    if (file === undefined || upload.isPending) return;
    setShare(0);
    upload.mutate(file);
  };
  return (
    <div
      className={over ? 'kit-upload kit-upload-over' : 'kit-upload'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer.files[0]);
      }}
    >
      <label htmlFor={id}>{label}</label>
      <div>
        {upload.data === undefined ? `${t('dropFile')} ` : null}
        <Button loading={upload.isPending} onClick={() => input.current?.click()}>
          {upload.data === undefined ? t('chooseFile') : t('replaceFile')}
        </Button>
        <input
          ref={input}
          id={id}
          type="file"
          accept={accept}
          className="kit-hidden"
          tabIndex={-1}
          onChange={(event) => {
            take(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      {note === undefined ? null : <p className="kit-faint">{note}</p>}
      <div role="status">
        {upload.isPending ? t('uploading', { share: Math.floor(share * 100) }) : null}
        {upload.data === undefined ? null : (
          <>
            {t('uploaded')} {upload.data.name}（{fileSize(upload.data.size)}，SHA-256 {upload.data.sha256.slice(0, 12)}
            …）
          </>
        )}
      </div>
      {upload.error === null ? null : <ErrorNote error={upload.error} />}
    </div>
  );
}
