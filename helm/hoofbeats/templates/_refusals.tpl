{{/* What the values must not say: every problem at once, in plain words. Each is tested (test/helm/refusals.test.ts). */}}
{{- define "hoofbeats.refusals" -}}
{{- $v := .Values -}}
{{- $has := dict -}}
{{- range $v.secrets.settings }}{{ $_ := set $has . true }}{{ end -}}
{{- $sources := compact (list $v.secrets.secret $v.secrets.secretProviderClass $v.secrets.agentFolder) -}}
{{- $registry := include "hoofbeats.hasRegistry" . -}}
{{- $policy := $v.networkPolicy -}}
{{- $many := or (eq $v.api.autoscaling.by "hpa") (gt (int $v.api.replicas) 1) $v.canary.enabled $v.blueGreen.enabled -}}

{{- if not (or $registry $v.openMode) }}
- Nobody may call: name the ConfigMap or Secret of the EHRs in ehrRegistry, or set openMode=true to serve anybody (never with patients' data).
{{- end }}
{{- if and $registry $v.openMode }}
- ehrRegistry and openMode are both set; keep one of them.
{{- end }}
{{- if and $v.ehrRegistry.configMap $v.ehrRegistry.secret }}
- ehrRegistry names a ConfigMap and a Secret; keep one of them.
{{- end }}
{{- if and $registry (not $v.publicUrl) }}
- ehrRegistry needs publicUrl, which the tokens of EHRs must name as their audience.
{{- end }}

{{- if gt (len $sources) 1 }}
- Secrets come from one place; keep one of secrets.secret, secrets.secretProviderClass and secrets.agentFolder.
{{- end }}
{{- if and $v.secrets.settings (not $sources) }}
- secrets.settings are listed, but not where they lie; set secrets.secret, secrets.secretProviderClass or secrets.agentFolder.
{{- end }}
{{- if and $sources (not $v.secrets.settings) }}
- secrets.settings is empty; list the settings that lie in {{ first $sources }}.
{{- end }}
{{- if and $has.DATABASE_URL (not (and $has.SEAL_KEYS $has.PSEUDONYM_KEY)) }}
- DATABASE_URL needs SEAL_KEYS and PSEUDONYM_KEY in secrets.settings too; several pods cannot each make their own keys.
{{- end }}
{{- if ne (hasKey $has "SEAL_KEYS") (hasKey $has "PSEUDONYM_KEY") }}
- SEAL_KEYS and PSEUDONYM_KEY go together in secrets.settings.
{{- end }}

{{- if and $many (not $has.DATABASE_URL) }}
- Several servers need PostgreSQL; add DATABASE_URL to secrets.settings, or run one with api.replicas=1 and api.autoscaling.by=none, without canary and blueGreen.
{{- end }}
{{- if and $many $registry (not $has.REDIS_URL) }}
- Several servers need Redis, or a token that one has seen could be used again at another; add REDIS_URL to secrets.settings.
{{- end }}
{{- if and $v.worker.enabled (not (and $has.REDIS_URL $has.SEAL_KEYS)) }}
- Workers need REDIS_URL, SEAL_KEYS and PSEUDONYM_KEY in secrets.settings.
{{- end }}
{{- range $role, $autoscaling := dict "api" $v.api.autoscaling "worker" $v.worker.autoscaling }}
{{- if gt (int $autoscaling.min) (int $autoscaling.max) }}
- {{ $role }}.autoscaling.min is more than max.
{{- end }}
{{- end }}

{{- if and $v.migrations.enabled $has.DATABASE_URL $v.serviceAccount.create (not $v.secrets.secret) }}
- The migration runs before the chart's ServiceAccount is there, which {{ last $sources | default "the source of the secrets" }} knows pods by; make one yourself (serviceAccount.create=false, serviceAccount.name), or set migrations.enabled=false.
{{- end }}

{{- if $v.screening.enabled }}
{{- if not $v.screening.fhir }}
- screening.fhir is empty; name the FHIR server that is screened.
{{- end }}
{{- if and $v.screening.group $v.screening.patients }}
- screening.group and screening.patients are both set; keep one of them.
{{- end }}
{{- if not $has.DATABASE_URL }}
- Screening needs DATABASE_URL; with an embedded database of its own its runs would be in no audit log that the servers show.
{{- end }}
{{- if and $v.settings.BACKEND_CLIENT_ID (not $has.BACKEND_KEYS) }}
- settings.BACKEND_CLIENT_ID needs BACKEND_KEYS in secrets.settings.
{{- end }}
{{- end }}

{{- if and $v.canary.enabled $v.blueGreen.enabled }}
- canary and blueGreen are both enabled; keep one of them.
{{- end }}
{{- if $v.canary.enabled }}
{{- if not (or $v.canary.tag $v.canary.digest $v.canary.modelsClaim) }}
- The canary is no different; set canary.tag, canary.digest or canary.modelsClaim.
{{- end }}
{{- if not (or $v.ingress.enabled $v.gateway.enabled) }}
- The canary's share of the calls is the ingress's or the gateway's to give; enable one of them.
{{- end }}
{{- end }}
{{- if and $v.blueGreen.enabled (not (get $v.blueGreen $v.blueGreen.active)) }}
- blueGreen.{{ $v.blueGreen.active }} has no tag, but it is the active colour.
{{- end }}

{{- if and $v.ingress.enabled $v.gateway.enabled }}
- ingress and gateway are both enabled; keep one of them.
{{- end }}
{{- if and $v.ingress.enabled (not (and $v.ingress.host $v.ingress.tlsSecret)) }}
- The ingress needs ingress.host and ingress.tlsSecret; CDS Hooks is served over TLS only.
{{- end }}
{{- if and $v.gateway.enabled (not (and $v.gateway.host $v.gateway.parentRefs)) }}
- The gateway's route needs gateway.host and gateway.parentRefs.
{{- end }}

{{- if $policy.enabled }}
{{- if and (or $v.ingress.enabled $v.gateway.enabled) (not $policy.clients) }}
- Nobody reaches the servers; put the pods of the ingress controller or gateway into networkPolicy.clients.
{{- end }}
{{- if and $has.DATABASE_URL (not $policy.postgresql.to) }}
- The database cannot be reached; put its address into networkPolicy.postgresql.to.
{{- end }}
{{- if and $has.REDIS_URL (not $policy.redis.to) }}
- Redis cannot be reached; put its address into networkPolicy.redis.to.
{{- end }}
{{- if and (or $registry $v.screening.enabled) (not $policy.fhir.to) }}
- No EHR can be reached; put the addresses of FHIR servers and key sets into networkPolicy.fhir.to.
{{- end }}
{{- if and $v.monitoring.serviceMonitor.enabled (not $policy.prometheus) }}
- Prometheus cannot read /metrics; put its pods into networkPolicy.prometheus.
{{- end }}
{{- end }}
{{- end }}

{{- define "hoofbeats.refuse" -}}
{{- with include "hoofbeats.refusals" . | trim }}{{ fail (printf "\n%s" .) }}{{ end -}}
{{- end }}
