import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { api } from '../../platform/api-client/index.ts';
import { Allowed, ErrorNote, useWords } from '../../platform/ui-kit/index.ts';
import { SERVICES } from '../offers/schema-services.ts';
import type { Offer } from '../offers/services.ts';
import { words } from './words.ts';

/** Posts and jobs offered to a student, with what the student said. */
export function OfferList({ offers }: { offers: readonly Offer[] }) {
  const t = useWords(words);
  const client = useQueryClient();
  const answer = useMutation({
    mutationFn: (given: { offerId: string; answer: 'accepted' | 'declined' }) =>
      api.post(`/api/students/services/${given.offerId}`, { answer: given.answer }),
    onSuccess: () => client.invalidateQueries(),
  });
  if (offers.length === 0) return <p className="kit-faint">{t('nothingOffered')}</p>;
  return (
    <>
      {answer.error === null ? null : <ErrorNote error={answer.error} />}
      <table className="kit-facts">
        <tbody>
          {offers.map((o) => (
            <tr key={o.offerId}>
              <th scope="row">{SERVICES[o.kind]}</th>
              <td>{o.offeredOn}</td>
              <td>{[o.place, o.post, o.terms].filter((part) => part).join(' · ')}</td>
              <td>
                {o.answer === null ? (
                  <Allowed permission="student.register">
                    <Button size="small" onClick={() => answer.mutate({ offerId: o.offerId, answer: 'accepted' })}>
                      {t('accepted')}
                    </Button>{' '}
                    <Button size="small" onClick={() => answer.mutate({ offerId: o.offerId, answer: 'declined' })}>
                      {t('declined')}
                    </Button>
                  </Allowed>
                ) : (
                  t(o.answer === 'accepted' ? 'accepted' : 'declined')
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
