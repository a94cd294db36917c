import { indexCatalog } from '../catalog/look-up';
import type { Catalog } from '../catalog/types';
import type { ImageReference } from './types';

/** The repositories of Docker's official images: those whose names have no slash. Docker's library, 2026. */
const officialImages = new Set(
  'adminer aerospike almalinux alpine alt amazoncorretto amazonlinux api-firewall arangodb archlinux backdrop bash bonita buildpack-deps busybox caddy cassandra centos chronograf cirros clearlinux clefos clickhouse clojure composer convertigo couchbase couchdb crate dart debian docker drupal eclipse-mosquitto eclipse-temurin eggdrop elasticsearch elixir emqx erlang express-gateway fedora flink fluentd friendica gazebo gcc geonetwork ghost golang gradle groovy haproxy haskell haxe hello-world hitch httpd hylang ibmjava ibm-semeru-runtimes influxdb irssi jetty joomla jobber jruby julia kapacitor kibana kong krakend lightstreamer liquibase logstash mageia mariadb matomo maven mediawiki memcached mongo mongo-express monica mono mysql nats nats-streaming neo4j neurodebian nextcloud nginx node notary odoo open-liberty openjdk opensuse oraclelinux orientdb percona perl phpmyadmin php photon plone postfixadmin postgres postgrest pypy python r-base rabbitmq rakudo-star rapidoid redis redmine registry rethinkdb rockylinux ros ruby rust sapmachine satosa scratch silverpeas sl solr sonarqube spark spiped storm swift swipl teamspeak telegraf thrift tomcat tomee traefik ubuntu unit vault varnish websphere-liberty wordpress xwiki yourls znc zookeeper consul nuxeo rocket.chat sourcemage euleros hipache'.split(
    ' ',
  ),
);

/** A bare name that is certainly none of the official images: nothing can pull it. */
export function isUnknownImage(reference: ImageReference, catalog: Catalog): boolean {
  const { registry, repository, tag, digest } = reference;
  return (
    registry === null &&
    // With a tag it may be an image that somebody has built on the same machine.
    tag === null &&
    digest === null &&
    !repository.includes('/') &&
    !officialImages.has(repository) &&
    !indexCatalog(catalog).repositories.has(repository)
  );
}
