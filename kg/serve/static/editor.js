// The SPARQL editor in the place of the plain form: our prefixes, our questions, completion from VoID.
"use strict";
const place = document.getElementById("editor");
const plain = document.getElementById("query");
if (window.Yasgui && place && plain) {
  const endpoint = new URL(place.dataset.endpoint, location.href).href;
  const prefixes = {
    ent: "https://w3id.org/entente/ontology#", id: "https://w3id.org/entente/id/", rdfs: "http://www.w3.org/2000/01/rdf-schema#",
    rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#", oa: "http://www.w3.org/ns/oa#", skos: "http://www.w3.org/2004/02/skos/core#",
    dcterms: "http://purl.org/dc/terms/", xsd: "http://www.w3.org/2001/XMLSchema#",
  };
  const terms = fetch(endpoint + "?format=csv&query=" + encodeURIComponent(
    "PREFIX void: <http://rdfs.org/ns/void#> SELECT DISTINCT ?t ?k WHERE { { ?t a owl:Class BIND('class' AS ?k) } UNION { ?t a owl:ObjectProperty BIND('property' AS ?k) } UNION { ?t a owl:DatatypeProperty BIND('property' AS ?k) } FILTER(isIRI(?t)) }"
  )).then((r) => r.text()).then((t) => t.split("\r\n").slice(1).filter(Boolean).map((line) => line.split(",")));
  const counted = fetch(place.dataset.void, { headers: { Accept: "application/n-triples" } }).then((r) => r.text()).then((text) => {
    const found = { class: [], property: [] };
    for (const [, kind, iri] of text.matchAll(/<http:\/\/rdfs\.org\/ns\/void#(class|property)> <([^>]+)>/g)) found[kind].push(iri);
    return found;
  }).catch(() => ({ class: [], property: [] }));
  const completer = (name, kind) => ({
    name, persistenceId: null, autoShow: false, bulk: true,
    isValidCompletionPosition: (yasqe) => Yasgui.Yasqe.Autocompleters[kind].isValidCompletionPosition(yasqe),
    preProcessToken: (yasqe, token) => Yasgui.Yasqe.Autocompleters[kind].preProcessToken(yasqe, token),
    postProcessSuggestion: (yasqe, token, text) => Yasgui.Yasqe.Autocompleters[kind].postProcessSuggestion(yasqe, token, text),
    get: async () => {
      const used = (await counted)[kind];
      // what the graph uses comes first, then what the ontology defines besides
      return [...new Set([...used, ...(await terms).filter(([, k]) => k === kind).map(([t]) => t)])];
    },
  });
  const known = Yasgui.Yasqe.Autocompleters || {};
  for (const kind of ["class", "property"]) {
    if (known[kind]) Yasgui.Yasqe.forkAutocompleter(kind, completer("entente-" + kind, kind));
  }
  Yasgui.Yasqe.forkAutocompleter("prefixes", {
    name: "entente-prefixes", persistenceId: null, get: async () => Object.entries(prefixes).map(([name, iri]) => `${name}: <${iri}>`).sort(),
  });
  Yasgui.Yasqe.defaults.autocompleters = ["variables", "entente-prefixes", "entente-class", "entente-property"];
  Yasgui.Yasqe.defaults.addPrefixesOnLoad = false;
  const first = plain.value;
  place.replaceChildren();
  const yasgui = new Yasgui(place, {
    requestConfig: { endpoint, method: "GET" },
    copyEndpointOnNewTab: true,
    yasqe: { value: first },
    persistenceId: "entente",
    endpointCatalogueOptions: { getData: () => [{ endpoint }] },
  });
  // what the editor names for the eye alone gets a name for the ear; tabs that come later too
  const named = () => {
    for (const field of place.querySelectorAll("input.autocomplete")) field.setAttribute("aria-label", "Endpoint");
    for (const field of place.querySelectorAll(".CodeMirror textarea")) field.setAttribute("aria-label", "Query");
    for (const field of place.querySelectorAll(".yasr select")) field.setAttribute("aria-label", "Rows a page");
    for (const field of place.querySelectorAll(".yasr input[type=text], .yasr input[type=search]")) field.setAttribute("aria-label", "Filter rows");
  };
  new MutationObserver(named).observe(place, { childList: true, subtree: true });
  named();
  const tab = yasgui.getTab();
  tab.setEndpoint(endpoint);
  const given = new URLSearchParams(location.search).get("query");
  if (given) tab.setQuery(given);
  for (const button of document.querySelectorAll(".examples .use")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      yasgui.getTab().setQuery(button.parentElement.querySelector("code").textContent);
      place.scrollIntoView();
      place.querySelector(".CodeMirror textarea")?.focus();
    });
  }
}
