import { Services } from './services-screen.tsx';

/** 就业岗位推荐: graduates and the jobs recommended to them. */
export default function JobsScreen() {
  return <Services kind="job_recommendation" />;
}
