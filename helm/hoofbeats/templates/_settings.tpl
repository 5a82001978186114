{{/* Which settings a role gets, and how: secrets are files, the rest are variables. */}}

{{/* Secret settings by role: nobody gets what it does not read. */}}
{{- define "hoofbeats.secretsOfRole" -}}
api: [DATABASE_URL, REDIS_URL, SEAL_KEYS, PSEUDONYM_KEY, AUDIT_TOKEN, OPERATOR_TOKEN, BACKEND_KEYS, NOTIFICATION_SOURCES]
worker: [REDIS_URL, SEAL_KEYS, PSEUDONYM_KEY]
migrate: [DATABASE_URL]
screening: [DATABASE_URL, REDIS_URL, SEAL_KEYS, PSEUDONYM_KEY, BACKEND_KEYS]
{{- end }}

{{/* Of those, what the release has. Context: {root, role}. */}}
{{- define "hoofbeats.secretSettings" -}}
{{- range get (include "hoofbeats.secretsOfRole" . | fromYaml) .role }}
{{- if has . $.root.Values.secrets.settings }}
- {{ . }}
{{- end }}
{{- end }}
{{- end }}

{{- define "hoofbeats.secretsFolder" -}}
{{- .Values.secrets.agentFolder | default "/etc/hoofbeats/secrets" -}}
{{- end }}

{{- define "hoofbeats.registryFolder" -}}/etc/hoofbeats/registry{{- end }}
{{- define "hoofbeats.modelsFolder" -}}/etc/hoofbeats/models{{- end }}
{{- define "hoofbeats.dataFolder" -}}/app/data{{- end }}
{{- define "hoofbeats.patientsFolder" -}}/etc/hoofbeats/patients{{- end }}

{{- define "hoofbeats.apiPort" -}}3000{{- end }}
{{- define "hoofbeats.workerPort" -}}3001{{- end }}

{{- define "hoofbeats.hasRegistry" -}}
{{- if or .Values.ehrRegistry.configMap .Values.ehrRegistry.secret }}yes{{ end -}}
{{- end }}

{{/* The environment of a container. Context: {root, role, modelsClaim?}. */}}
{{- define "hoofbeats.env" -}}
{{- $values := .root.Values -}}
{{- $secretsFolder := include "hoofbeats.secretsFolder" .root -}}
- name: DATA_DIR
  value: {{ include "hoofbeats.dataFolder" . }}
{{- if .modelsClaim }}
- name: MODELS_DIR
  value: {{ include "hoofbeats.modelsFolder" . }}
{{- end }}
{{- if has .role (list "api" "worker") }}
- name: HOST
  value: {{ $values.host | quote }}
{{- end }}
{{- if eq .role "worker" }}
- name: WORKER_PORT
  value: {{ include "hoofbeats.workerPort" . | quote }}
{{- end }}
{{- if eq .role "api" }}
- name: PORT
  value: {{ include "hoofbeats.apiPort" . | quote }}
{{- with $values.publicUrl }}
- name: PUBLIC_URL
  value: {{ . | quote }}
{{- end }}
{{- if $values.openMode }}
- name: OPEN_MODE
  value: network
{{- end }}
{{- end }}
{{- if and (has .role (list "api" "screening")) (include "hoofbeats.hasRegistry" .root) }}
- name: EHR_REGISTRY
  value: {{ include "hoofbeats.registryFolder" . }}/{{ $values.ehrRegistry.file }}
{{- end }}
{{- if and $values.worker.enabled (has .role (list "api" "screening")) }}
- name: QUEUE
  value: "on"
{{- end }}
{{- range include "hoofbeats.secretSettings" . | fromYamlArray }}
{{- /* These two name a file anyway; of the others NAME_FILE does. */}}
- name: {{ ternary . (printf "%s_FILE" .) (has . (list "BACKEND_KEYS" "NOTIFICATION_SOURCES")) }}
  value: {{ $secretsFolder }}/{{ . }}
{{- end }}
{{- if ne .role "migrate" }}
{{- range $name, $value := $values.settings }}
- name: {{ $name }}
  value: {{ $value | toString | quote }}
{{- end }}
{{- end }}
{{- end }}
