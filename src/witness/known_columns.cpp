#include "witness/known_columns.hpp"

namespace pgplumb::witness {

std::span<const KnownCatalog> known_catalogs() {
  static constexpr KnownCatalog catalogs[] = {
      {"pg_aggregate",
       "aggcombinefn aggdeserialfn aggfinalextra aggfinalfn aggfinalmodify aggfnoid agginitval aggkind aggmfinalextra "
       "aggmfinalfn aggmfinalmodify aggminitval aggminvtransfn aggmtransfn aggmtransspace aggmtranstype "
       "aggnumdirectargs aggserialfn aggsortop aggtransfn aggtransspace aggtranstype"},
      {"pg_am", "amhandler amname amtype oid"},
      {"pg_amop",
       "amopfamily amoplefttype amopmethod amopopr amoppurpose amoprighttype amopsortfamily amopstrategy oid"},
      {"pg_amproc", "amproc amprocfamily amproclefttype amprocnum amprocrighttype oid"},
      {"pg_attrdef", "adbin adnum adrelid oid"},
      {"pg_attribute",
       "attacl attalign attbyval attcacheoff attcollation attcompression attfdwoptions attgenerated atthasdef "
       "atthasmissing attidentity attinhcount attisdropped attislocal attlen attmissingval attname attndims attnotnull "
       "attnum attoptions attrelid attstattarget attstorage atttypid atttypmod"},
      {"pg_auth_members", "admin_option grantor inherit_option member oid roleid set_option"},
      {"pg_authid",
       "oid rolbypassrls rolcanlogin rolconnlimit rolcreatedb rolcreaterole rolinherit rolname rolpassword "
       "rolreplication rolsuper rolvaliduntil"},
      {"pg_cast", "castcontext castfunc castmethod castsource casttarget oid"},
      {"pg_class",
       "oid relacl relallfrozen relallvisible relam relchecks relfilenode relforcerowsecurity relfrozenxid relhasindex "
       "relhasrules relhassubclass relhastriggers relispartition relispopulated relisshared relkind relminmxid relname "
       "relnamespace relnatts reloftype reloptions relowner relpages relpartbound relpersistence relreplident "
       "relrewrite relrowsecurity reltablespace reltoastrelid reltuples reltype"},
      {"pg_collation",
       "collcollate collctype collencoding colliculocale collicurules collisdeterministic colllocale collname "
       "collnamespace collowner collprovider collversion oid"},
      {"pg_constraint",
       "conbin condeferrable condeferred conenforced conexclop confdelsetcols confdeltype conffeqop confkey "
       "confmatchtype confrelid confupdtype conindid coninhcount conislocal conkey conname connamespace connoinherit "
       "conparentid conperiod conpfeqop conppeqop conrelid contype contypid convalidated oid"},
      {"pg_conversion", "condefault conforencoding conname connamespace conowner conproc contoencoding oid"},
      {"pg_database",
       "datacl datallowconn datcollate datcollversion datconnlimit datctype datdba datfrozenxid dathasloginevt "
       "daticulocale daticurules datistemplate datlastsysoid datlocale datlocprovider datminmxid datname dattablespace "
       "encoding oid"},
      {"pg_db_role_setting", "setconfig setdatabase setrole"},
      {"pg_default_acl", "defaclacl defaclnamespace defaclobjtype defaclrole oid"},
      {"pg_depend", "classid deptype objid objsubid refclassid refobjid refobjsubid"},
      {"pg_description", "classoid description objoid objsubid"},
      {"pg_enum", "enumlabel enumsortorder enumtypid oid"},
      {"pg_event_trigger", "evtenabled evtevent evtfoid evtname evtowner evttags oid"},
      {"pg_extension", "extcondition extconfig extname extnamespace extowner extrelocatable extversion oid"},
      {"pg_foreign_data_wrapper", "fdwacl fdwconnection fdwhandler fdwname fdwoptions fdwowner fdwvalidator oid"},
      {"pg_foreign_server", "oid srvacl srvfdw srvname srvoptions srvowner srvtype srvversion"},
      {"pg_foreign_table", "ftoptions ftrelid ftserver"},
      {"pg_index",
       "indcheckxmin indclass indcollation indexprs indexrelid indimmediate indisclustered indisexclusion indislive "
       "indisprimary indisready indisreplident indisunique indisvalid indkey indnatts indnkeyatts indnullsnotdistinct "
       "indoption indpred indrelid"},
      {"pg_inherits", "inhdetachpending inhparent inhrelid inhseqno"},
      {"pg_init_privs", "classoid initprivs objoid objsubid privtype"},
      {"pg_language", "lanacl laninline lanispl lanname lanowner lanplcallfoid lanpltrusted lanvalidator oid"},
      {"pg_largeobject", "data loid pageno"},
      {"pg_largeobject_metadata", "lomacl lomowner oid"},
      {"pg_namespace", "nspacl nspname nspowner oid"},
      {"pg_opclass", "oid opcdefault opcfamily opcintype opckeytype opcmethod opcname opcnamespace opcowner"},
      {"pg_operator",
       "oid oprcanhash oprcanmerge oprcode oprcom oprjoin oprkind oprleft oprname oprnamespace oprnegate oprowner "
       "oprrest oprresult oprright"},
      {"pg_opfamily", "oid opfmethod opfname opfnamespace opfowner"},
      {"pg_parameter_acl", "oid paracl parname"},
      {"pg_partitioned_table", "partattrs partclass partcollation partdefid partexprs partnatts partrelid partstrat"},
      {"pg_policy", "oid polcmd polname polpermissive polqual polrelid polroles polwithcheck"},
      {"pg_proc",
       "oid proacl proallargtypes proargdefaults proargmodes proargnames proargtypes probin proconfig procost "
       "proisstrict prokind prolang proleakproof proname pronamespace pronargdefaults pronargs proowner proparallel "
       "proretset prorettype prorows prosecdef prosqlbody prosrc prosupport protrftypes provariadic provolatile"},
      {"pg_publication",
       "oid puballsequences puballtables pubdelete pubgencols pubinsert pubname pubowner pubtruncate pubupdate "
       "pubviaroot"},
      {"pg_publication_namespace", "oid pnnspid pnpubid"},
      {"pg_publication_rel", "oid prattrs prexcept prpubid prqual prrelid"},
      {"pg_range",
       "rngcanonical rngcollation rngconstruct2 rngconstruct3 rngmltconstruct0 rngmltconstruct1 rngmltconstruct2 "
       "rngmultitypid rngsubdiff rngsubopc rngsubtype rngtypid"},
      {"pg_replication_origin", "roident roname"},
      {"pg_rewrite", "ev_action ev_class ev_enabled ev_qual ev_type is_instead oid rulename"},
      {"pg_seclabel", "classoid label objoid objsubid provider"},
      {"pg_sequence", "seqcache seqcycle seqincrement seqmax seqmin seqrelid seqstart seqtypid"},
      {"pg_shdepend", "classid dbid deptype objid objsubid refclassid refobjid"},
      {"pg_shdescription", "classoid description objoid"},
      {"pg_shseclabel", "classoid label objoid provider"},
      {"pg_statistic",
       "staattnum stacoll1 stacoll2 stacoll3 stacoll4 stacoll5 stadistinct stainherit stakind1 stakind2 stakind3 "
       "stakind4 stakind5 stanullfrac stanumbers1 stanumbers2 stanumbers3 stanumbers4 stanumbers5 staop1 staop2 staop3 "
       "staop4 staop5 starelid stavalues1 stavalues2 stavalues3 stavalues4 stavalues5 stawidth"},
      {"pg_statistic_ext", "oid stxexprs stxkeys stxkind stxname stxnamespace stxowner stxrelid stxstattarget"},
      {"pg_statistic_ext_data", "stxddependencies stxdexpr stxdinherit stxdmcv stxdndistinct stxoid"},
      {"pg_subscription",
       "oid subbinary subconninfo subdbid subdisableonerr subenabled subfailover submaxretention subname suborigin "
       "subowner subpasswordrequired subpublications subretaindeadtuples subretentionactive subrunasowner subserver "
       "subskiplsn subslotname substream subsynccommit subtwophasestate subwalrcvtimeout"},
      {"pg_subscription_rel", "srrelid srsubid srsublsn srsubstate"},
      {"pg_tablespace", "oid spcacl spcname spcoptions spcowner"},
      {"pg_transform", "oid trffromsql trflang trftosql trftype"},
      {"pg_trigger",
       "oid tgargs tgattr tgconstraint tgconstrindid tgconstrrelid tgdeferrable tgenabled tgfoid tginitdeferred "
       "tgisinternal tgname tgnargs tgnewtable tgoldtable tgparentid tgqual tgrelid tgtype"},
      {"pg_ts_config", "cfgname cfgnamespace cfgowner cfgparser oid"},
      {"pg_ts_config_map", "mapcfg mapdict mapseqno maptokentype"},
      {"pg_ts_dict", "dictinitoption dictname dictnamespace dictowner dicttemplate oid"},
      {"pg_ts_parser", "oid prsend prsheadline prslextype prsname prsnamespace prsstart prstoken"},
      {"pg_ts_template", "oid tmplinit tmpllexize tmplname tmplnamespace"},
      {"pg_type",
       "oid typacl typalign typanalyze typarray typbasetype typbyval typcategory typcollation typdefault typdefaultbin "
       "typdelim typelem typinput typisdefined typispreferred typlen typmodin typmodout typname typnamespace typndims "
       "typnotnull typoutput typowner typreceive typrelid typsend typstorage typsubscript typtype typtypmod"},
      {"pg_user_mapping", "oid umoptions umserver umuser"},
  };
  return catalogs;
}

}  // namespace pgplumb::witness
