{{/* Parts of every pod: who it is, what it may, what it mounts. */}}

{{/* Node's user in the image; read-only but for what is mounted (Pod Security Standards: restricted). */}}
{{- define "hoofbeats.podSecurity" -}}
securityContext:
  runAsNonRoot: true
  runAsUser: 1000
  runAsGroup: 1000
  fsGroup: 1000
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "hoofbeats.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{/* Context: {root, component, track?}. Labels that choose only: a new chart alone restarts no pod. */}}
{{- define "hoofbeats.podMetadata" -}}
labels:
  {{- include "hoofbeats.selector" . | nindent 2 }}
{{- with .root.Values.podAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Where it runs and as whom. Context: {root, account?}. */}}
{{- define "hoofbeats.placement" -}}
{{- $values := .root.Values -}}
serviceAccountName: {{ .account | default (include "hoofbeats.serviceAccount" .root) }}
automountServiceAccountToken: {{ $values.serviceAccount.automountToken }}
enableServiceLinks: false
{{- with $values.image.pullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with $values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with $values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{ include "hoofbeats.podSecurity" . }}
{{- end }}

{{/* Spread over zones and nodes, of each version by itself. Context: {root, component, track?}. */}}
{{- define "hoofbeats.spread" -}}
topologySpreadConstraints:
{{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - topologyKey: {{ . }}
    maxSkew: 1
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "hoofbeats.selector" $ | nindent 8 }}
{{- end }}
{{- end }}

{{/* Files of the release. Context: {root, role, modelsClaim?, dataClaim?}; without dataClaim the data folder ends with the pod. */}}
{{- define "hoofbeats.volumes" -}}
{{- $values := .root.Values -}}
{{- $secrets := include "hoofbeats.secretSettings" . | fromYamlArray -}}
- name: tmp
  emptyDir: {}
- name: data
  {{- if .dataClaim }}
  persistentVolumeClaim:
    claimName: {{ .dataClaim }}
  {{- else }}
  emptyDir: {}
  {{- end }}
{{- if and $secrets $values.secrets.secret }}
- name: secrets
  secret:
    secretName: {{ $values.secrets.secret }}
    defaultMode: 0440
    items:
    {{- range $secrets }}
      - key: {{ . }}
        path: {{ . }}
    {{- end }}
{{- end }}
{{- if and $secrets $values.secrets.secretProviderClass }}
- name: secrets
  csi:
    driver: secrets-store.csi.k8s.io
    readOnly: true
    volumeAttributes:
      secretProviderClass: {{ $values.secrets.secretProviderClass }}
{{- end }}
{{- if and (has .role (list "api" "screening")) (include "hoofbeats.hasRegistry" .root) }}
- name: registry
  {{- if $values.ehrRegistry.configMap }}
  configMap:
    name: {{ $values.ehrRegistry.configMap }}
  {{- else }}
  secret:
    secretName: {{ $values.ehrRegistry.secret }}
    defaultMode: 0440
  {{- end }}
{{- end }}
{{- with .modelsClaim }}
- name: models
  persistentVolumeClaim:
    claimName: {{ . }}
    readOnly: true
{{- end }}
{{- end }}

{{- define "hoofbeats.volumeMounts" -}}
{{- $values := .root.Values -}}
- name: tmp
  mountPath: /tmp
- name: data
  mountPath: {{ include "hoofbeats.dataFolder" . }}
{{- if and (include "hoofbeats.secretSettings" . | fromYamlArray) (not $values.secrets.agentFolder) }}
- name: secrets
  mountPath: {{ include "hoofbeats.secretsFolder" .root }}
  readOnly: true
{{- end }}
{{- if and (has .role (list "api" "screening")) (include "hoofbeats.hasRegistry" .root) }}
- name: registry
  mountPath: {{ include "hoofbeats.registryFolder" . }}
  readOnly: true
{{- end }}
{{- if .modelsClaim }}
- name: models
  mountPath: {{ include "hoofbeats.modelsFolder" . }}
  readOnly: true
{{- end }}
{{- end }}

{{/* A server or worker starts in 2 s (README.md, Figures); one that migrates first, or waits for another that does, gets a minute. */}}
{{- define "hoofbeats.probes" -}}
startupProbe:
  httpGet: { path: /health/live, port: http }
  periodSeconds: 2
  failureThreshold: 30
livenessProbe:
  httpGet: { path: /health/live, port: http }
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 3
# It asks database and Redis for 800 ms at most.
readinessProbe:
  httpGet: { path: /health/ready, port: http }
  periodSeconds: 5
  timeoutSeconds: 2
  failureThreshold: 2
{{- end }}

{{/* What serves calls must outlive the moment in which proxies still send some. */}}
{{- define "hoofbeats.lifecycle" -}}
lifecycle:
  preStop:
    sleep:
      seconds: {{ .Values.preStopSeconds }}
{{- end }}
