{{/* Names and labels. */}}

{{- define "hoofbeats.name" -}}
{{- .Values.fullnameOverride | default (printf "%s-%s" .Release.Name .Chart.Name) | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{/* Labels that choose: they never change in the life of an object. Context: {root, component, track?}. */}}
{{- define "hoofbeats.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- with .track }}
track: {{ . }}
{{- end }}
{{- end }}

{{/* All labels of an object. Context as above. */}}
{{- define "hoofbeats.labels" -}}
{{ include "hoofbeats.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end }}

{{- define "hoofbeats.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- .Values.serviceAccount.name | default (include "hoofbeats.name" .) -}}
{{- else -}}
{{- .Values.serviceAccount.name | default "default" -}}
{{- end -}}
{{- end }}

{{/* Context: {root, tag?, digest?}; what is not given is the image's own. */}}
{{- define "hoofbeats.image" -}}
{{- $image := .root.Values.image -}}
{{- $digest := .digest | default (ternary "" $image.digest (not (empty .tag))) -}}
{{- if $digest -}}
{{- printf "%s@%s" $image.repository $digest -}}
{{- else -}}
{{- printf "%s:%s" $image.repository (.tag | default $image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end }}

{{/* The image that has the calls: of the active colour, else the release's. */}}
{{- define "hoofbeats.activeImage" -}}
{{- $colours := .Values.blueGreen -}}
{{- include "hoofbeats.image" (dict "root" . "tag" (ternary (get $colours $colours.active) "" $colours.enabled)) -}}
{{- end }}

{{/* The versions of the server that run, as YAML: the track of each, its image, and what else sets it apart. */}}
{{- define "hoofbeats.tracks" -}}
{{- $values := .Values -}}
{{- if $values.blueGreen.enabled }}
{{- range $colour := list "blue" "green" }}
{{- with get $values.blueGreen $colour }}
- track: {{ $colour }}
  image: {{ include "hoofbeats.image" (dict "root" $ "tag" .) }}
  modelsClaim: {{ $values.models.claim | quote }}
  active: {{ eq $colour $values.blueGreen.active }}
{{- end }}
{{- end }}
{{- else }}
- track: stable
  image: {{ include "hoofbeats.image" (dict "root" .) }}
  modelsClaim: {{ $values.models.claim | quote }}
  active: true
{{- end }}
{{- with $values.canary }}
{{- if .enabled }}
- track: canary
  image: {{ include "hoofbeats.image" (dict "root" $ "tag" .tag "digest" .digest) }}
  modelsClaim: {{ .modelsClaim | default $values.models.claim | quote }}
  replicas: {{ .replicas }}
  active: false
{{- end }}
{{- end }}
{{- end }}

{{- define "hoofbeats.activeTrack" -}}
{{- ternary .Values.blueGreen.active "stable" .Values.blueGreen.enabled -}}
{{- end }}

{{/* "yes" where the records are in the embedded database, so that there can be one replica only. */}}
{{- define "hoofbeats.embedded" -}}
{{- if not (has "DATABASE_URL" .Values.secrets.settings) }}yes{{ end -}}
{{- end }}

{{- define "hoofbeats.dataClaim" -}}
{{- .Values.persistence.existingClaim | default (printf "%s-data" (include "hoofbeats.name" .)) -}}
{{- end }}

{{- define "hoofbeats.screeningClaim" -}}
{{- .Values.screening.existingClaim | default (printf "%s-screening" (include "hoofbeats.name" .)) -}}
{{- end }}
