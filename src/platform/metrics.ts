import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof openMetrics>

/** The figures an operator watches, for Prometheus on /metrics. Durations are in seconds, as its naming rules ask. */
export function openMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'guichet_' })
  const registers = [registry]
  const buckets = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15]
  return {
    registry,
    heard: new Counter({
      name: 'guichet_events_heard_total',
      help: 'Events accepted from chat platforms, by platform and outcome.',
      labelNames: ['platform', 'outcome'] as const,
      registers,
    }),
    acknowledged: new Histogram({
      name: 'guichet_acknowledgement_seconds',
      help: 'Time from an event at the door to its acknowledgement, by platform.',
      labelNames: ['platform'] as const,
      buckets,
      registers,
    }),
    sent: new Counter({
      name: 'guichet_messages_sent_total',
      help: 'Messages handed to chat platforms, by platform and outcome.',
      labelNames: ['platform', 'outcome'] as const,
      registers,
    }),
    job: new Histogram({
      name: 'guichet_job_seconds',
      help: 'Run time of jobs, by queue and outcome.',
      labelNames: ['queue', 'outcome'] as const,
      buckets,
      registers,
    }),
    oldestUnsent: new Gauge({
      name: 'guichet_oldest_unsent_seconds',
      help: 'Age of the oldest outbox row that has not been sent.',
      registers,
    }),
  }
}
