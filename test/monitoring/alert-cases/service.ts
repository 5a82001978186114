import { type AlertCase, one, share } from './alert-case.ts';

const http = (labels: string) => `hoofbeats_http_request_duration_seconds_count{${one}, ${labels}}`;
const bucket = (le: string) =>
  `hoofbeats_http_request_duration_seconds_bucket{${one}, route="/cds-services/:id", method="POST", le="${le}"}`;
const reads = (outcome: string) => `hoofbeats_fhir_read_duration_seconds_count{${one}, outcome="${outcome}"}`;
const build = `hoofbeats_build_info{${one}, version="0.1.0"}`;

export const serviceCases: readonly AlertCase[] = [
  { alert: 'HoofbeatsAbsent', what: 'no process', series: { 'up{job="node"}': '1x20' }, at: '10m', firing: 1 },
  { alert: 'HoofbeatsAbsent', what: 'one process', series: { [build]: '1x20' }, at: '10m', firing: 0 },
  { alert: 'HoofbeatsAbsent', what: 'a restart', series: { [build]: '1x5 _x3 1x10' }, at: '8m', firing: 0 },
  {
    alert: 'HoofbeatsTargetDown',
    what: 'a server is gone',
    series: { [`up{${one}}`]: '1x5 0x10' },
    at: '10m',
    firing: 1,
  },
  { alert: 'HoofbeatsTargetDown', what: 'another program', series: { 'up{job="node"}': '0x20' }, at: '10m', firing: 0 },
  { alert: 'HoofbeatsTargetDown', what: 'one scrape', series: { [`up{${one}}`]: '1x5 0 1x10' }, at: '7m', firing: 0 },
  {
    alert: 'HoofbeatsPartNotReady',
    what: 'the database is away',
    series: {
      [`hoofbeats_part_ready{${one}, part="records"}`]: '1x3 0x10',
      [`hoofbeats_part_ready{${one}, part="trust"}`]: '1x20',
    },
    at: '10m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsPartNotReady',
    what: 'all is well',
    series: { [`hoofbeats_part_ready{${one}, part="records"}`]: '1x20' },
    at: '10m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsErrors',
    what: '5 % of 5xx',
    series: {
      [http('route="/cds-services/:id", status="500"')]: '0+5x40',
      [http('route="/cds-services/:id", status="200"')]: '0+95x40',
    },
    at: '20m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsErrors',
    what: '1 %, and a health check that says 503',
    series: {
      [http('route="/cds-services/:id", status="500"')]: '0+1x40',
      [http('route="/cds-services/:id", status="200"')]: '0+99x40',
      [http('route="/health/ready", status="503"')]: '0+50x40',
    },
    at: '20m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsSlow',
    what: 'a tenth beyond 500 ms',
    series: { [bucket('0.5')]: '0+90x40', [bucket('1')]: '0+100x40', [bucket('+Inf')]: '0+100x40' },
    at: '25m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsSlow',
    what: 'one in a hundred',
    series: { [bucket('0.5')]: '0+99x40', [bucket('1')]: '0+100x40', [bucket('+Inf')]: '0+100x40' },
    at: '25m',
    firing: 0,
  },
  ...share(
    'HoofbeatsDeadlineMissed',
    'hoofbeats_deadline_misses_total{service="d"}',
    'hoofbeats_service_calls_total{service="d"}',
    10,
    2,
  ),
  {
    alert: 'HoofbeatsTurnedAway',
    what: 'one each two seconds',
    series: { [http('route="/cds-services/:id", status="429"')]: '0+30x40' },
    at: '20m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsTurnedAway',
    what: 'one a minute',
    series: { [http('route="/cds-services/:id", status="429"')]: '0+1x40' },
    at: '20m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsRefusesClients',
    what: 'one each five seconds',
    series: { [http('route="/cds-services/:id", status="401"')]: '0+12x40' },
    at: '25m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsRefusesClients',
    what: 'one each two minutes',
    series: { [http('route="/cds-services/:id", status="403"')]: '0+0.5x40' },
    at: '25m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsEhrReadsFail',
    what: 'every second read',
    series: { [reads('timeout')]: '0+50x60', [reads('ok')]: '0+50x60' },
    at: '40m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsEhrReadsFail',
    what: 'one in ten',
    series: { [reads('timeout')]: '0+10x60', [reads('ok')]: '0+90x60' },
    at: '40m',
    firing: 0,
  },
  { alert: 'HoofbeatsEhrReadsFail', what: 'nothing is read', series: { [reads('ok')]: '7x60' }, at: '40m', firing: 0 },
  {
    alert: 'HoofbeatsEventLoopLag',
    what: 'half a second',
    series: { [`nodejs_eventloop_lag_p99_seconds{${one}}`]: '0.5x30', [build]: '1x30' },
    at: '20m',
    firing: 1,
  },
  {
    alert: 'HoofbeatsEventLoopLag',
    what: 'ten milliseconds',
    series: { [`nodejs_eventloop_lag_p99_seconds{${one}}`]: '0.01x30', [build]: '1x30' },
    at: '20m',
    firing: 0,
  },
  {
    alert: 'HoofbeatsEventLoopLag',
    what: 'another program',
    series: { 'nodejs_eventloop_lag_p99_seconds{instance="b", job="other"}': '2x30', [build]: '1x30' },
    at: '20m',
    firing: 0,
  },
];
